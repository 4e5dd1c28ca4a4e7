package io.gazetteer.connection.guard;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets the guard know what the driver sends. */
public final class GuardedOutput extends FilterOutputStream {

  private final MessageGuard guard;

  public GuardedOutput(OutputStream out, MessageGuard guard) {
    super(out);
    this.guard = guard;
  }

  @Override
  public void write(int value) throws IOException {
    guard.sent(new byte[] {(byte) value}, 0, 1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    guard.sent(bytes, from, length);
    out.write(bytes, from, length);
  }
}
