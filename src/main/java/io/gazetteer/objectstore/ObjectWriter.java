package io.gazetteer.objectstore;

import java.io.OutputStream;

/**
 * An object on its way into a store. One thread at a time; close it in any case. Without {@link
 * #commit} closing leaves nothing behind, no parts of an upload and no temporary file. Methods fail
 * with an {@link io.gazetteer.common.AppException}, never with an IOException.
 */
public abstract class ObjectWriter extends OutputStream {

  @Override
  public final void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int length);

  /**
   * Makes the object readable, whole and lasting: once this returns it survives a crash of either
   * side. To be called once, as the last thing before closing.
   */
  public abstract void commit();

  @Override
  public abstract void close();
}
