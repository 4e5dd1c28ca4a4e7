package io.gazetteer.crawl.offline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file of objects, with a limit for each object. */
final class LimitedObjects extends FilterInputStream {

  /** Far above the definition of any view or routine. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  private long left = MAX_BYTES;

  LimitedObjects(InputStream in) {
    super(in);
  }

  /** Starts an object; bytes that the parser has already read are not counted. */
  void begin() {
    left = MAX_BYTES;
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) throws LargeObjectException {
    left -= more;
    if (left < 0) {
      throw new LargeObjectException();
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Thrown when an object is larger than any that an extractor writes. */
  static final class LargeObjectException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
