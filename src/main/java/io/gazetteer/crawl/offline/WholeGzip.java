package io.gazetteer.crawl.offline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses gzip and rejects what the JDK's class accepts: bytes after the end, and far more
 * bytes than such files contain.
 */
final class WholeGzip extends GZIPInputStream {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int TRAILER_BYTES = 8;

  /** Lines of JSON grow by 20 to 50 times; gzip's limit is 1032. */
  private static final long MOST_TIMES = 300;

  /** A smaller file is never rejected. */
  private static final long FREE_BYTES = 256L * 1024 * 1024;

  private final long storedBytes;
  private long unpacked;

  /**
   * Reads a file.
   *
   * @param storedBytes size of the compressed file
   */
  WholeGzip(InputStream packed, long storedBytes) throws IOException {
    super(new Unhurried(packed), BUFFER_BYTES);
    this.storedBytes = storedBytes;
  }

  /** Thrown when the file decompresses to more than any that was written. */
  static final class BombException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Thrown when bytes follow the end. */
  static final class TrailingBytesException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Otherwise the JDK's class would read past the end and ignore what is not a second part. */
  private static final class Unhurried extends FilterInputStream {
    Unhurried(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      unpacked += count;
      if (unpacked > FREE_BYTES && unpacked / MOST_TIMES > storedBytes) {
        throw new BombException();
      }
    } else if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
      throw new TrailingBytesException();
    }
    return count;
  }
}
