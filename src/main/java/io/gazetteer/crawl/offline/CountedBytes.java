package io.gazetteer.crawl.offline;

import io.gazetteer.common.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes the bytes that are read. */
final class CountedBytes extends FilterInputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final MessageDigest digest;
  private long bytes;

  CountedBytes(InputStream in) {
    super(in);
    digest = Sha256.start();
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    if (one >= 0) {
      digest.update((byte) one);
      bytes++;
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
      bytes += count;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("Skipped bytes cannot be hashed");
  }

  /**
   * Reads the rest.
   *
   * @param limit total number of bytes at which to stop
   */
  void drain(long limit) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count = 0;
    while (count >= 0 && bytes <= limit) {
      count = read(buffer, 0, buffer.length);
    }
  }

  long bytes() {
    return bytes;
  }

  /** The hash of all bytes so far, in hexadecimal. Call it once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
