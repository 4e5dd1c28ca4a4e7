package io.gazetteer.connection.guard;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Reports to the guard what the driver sends, and changes its startup message. */
public final class GuardedOutput extends FilterOutputStream {

  private final MessageGuard guard;

  // Null once the startup message was sent.
  private StartupChange change;

  public GuardedOutput(OutputStream out, MessageGuard guard, StartupChange change) {
    super(out);
    this.guard = guard;
    this.change = change.equals(StartupChange.NONE) ? null : change;
  }

  @Override
  public void write(int value) throws IOException {
    guard.sent(new byte[] {(byte) value}, 0, 1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    guard.sent(bytes, from, length);
    if (change != null && StartupChange.isStartup(bytes, from, length)) {
      out.write(change.applied(Arrays.copyOfRange(bytes, from, from + length)));
      change = null;
      return;
    }
    out.write(bytes, from, length);
  }
}
