package io.gazetteer.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes lines of one entity into files of bounded size. Lines are gathered by the caller's thread,
 * one at a time, and files are written by the spool's.
 */
final class LineFiles {

  /** How much of a buffer is filled before it is handed over: most lines fit into the rest. */
  private static final int FULL_BYTES = SpoolThread.BUFFER_BYTES - 4 * 1024;

  private static final int GZIP_BUFFER_BYTES = 64 * 1024;

  private final Path folder;
  private final Manifest.Kind kind;
  private final String entity;
  private final Limits limits;
  private final SpoolThread thread;
  private final Chunk chunk = new Chunk();

  // Of the spool's thread, as all about files is.
  private final List<SpoolFile> finished = new ArrayList<>();
  // Null between two files.
  private Part part;

  /**
   * What files look like.
   *
   * @param maxBytes as stored, from which on the next file is begun
   * @param budget told how many bytes were written; throws when there is no room left
   */
  record Limits(boolean gzip, long maxBytes, Budget budget) {}

  /** Counts what is written. */
  interface Budget {
    void take(long bytes) throws IOException;
  }

  LineFiles(Path folder, Manifest.Kind kind, String entity, Limits limits, SpoolThread thread) {
    this.folder = folder;
    this.kind = kind;
    this.entity = entity;
    this.limits = limits;
    this.thread = thread;
  }

  /**
   * Adds a line.
   *
   * @throws IOException when an earlier one, of whatever entity, could not be written
   */
  void write(DatabaseSpool.Line line) throws IOException {
    line.writeTo(chunk);
    chunk.rows++;
    if (chunk.length >= FULL_BYTES) {
      handOver();
    }
  }

  private void handOver() throws IOException {
    byte[] bytes = chunk.bytes;
    int length = chunk.length;
    long rows = chunk.rows;
    thread.hand(bytes, () -> append(bytes, length, rows));
    chunk.bytes = thread.buffer();
    chunk.length = 0;
    chunk.rows = 0;
  }

  /** Whole lines. */
  private void append(byte[] lines, int length, long rows) throws IOException {
    if (part == null) {
      part = new Part(folder.resolve(name()), limits);
    }
    part.lines.write(lines, 0, length);
    part.rows += rows;
    if (part.file.bytes >= limits.maxBytes()) {
      finishPart();
    }
  }

  private String name() {
    return "%s-%s-%d".formatted(kind.name(), entity, finished.size() + 1);
  }

  private void finishPart() throws IOException {
    String name = name();
    part.lines.close();
    finished.add(
        new SpoolFile(
            name,
            kind,
            entity,
            limits.gzip(),
            part.rows,
            part.file.bytes,
            HexFormat.of().formatHex(part.file.sha256.digest()),
            Optional.of(part.file.crc32c.getValue())));
    part = null;
  }

  /** Hands over what is gathered. */
  void flush() throws IOException {
    if (chunk.rows > 0) {
      handOver();
    }
  }

  /** Ends the last file; all files in order. In the spool's thread. */
  List<SpoolFile> finish() throws IOException {
    if (part != null) {
      finishPart();
    }
    return finished;
  }

  /** Closes what is open, when the spool's thread has ended. */
  void close() throws IOException {
    if (part != null) {
      // Without the end of the compressed stream, which nobody wants any more.
      part.file.close();
      part = null;
    }
  }

  /** A file in work. */
  private static final class Part {

    private final HashedFile file;
    private final OutputStream lines;
    private long rows;

    Part(Path path, Limits limits) throws IOException {
      file = new HashedFile(path, limits.budget());
      lines = limits.gzip() ? compressed(file) : file;
    }
  }

  /** Closes the file where not even the head of the compressed stream can be written. */
  private static OutputStream compressed(OutputStream file) throws IOException {
    try {
      return new FastGzip(file);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  /** Whole lines in memory, without a lock for each of the small writes of which a line is made. */
  private static final class Chunk extends OutputStream {

    private byte[] bytes = new byte[SpoolThread.BUFFER_BYTES];
    private int length;
    private long rows;

    @Override
    public void write(int one) {
      makeRoom(1);
      bytes[length++] = (byte) one;
    }

    @Override
    public void write(byte[] data, int offset, int count) {
      makeRoom(count);
      System.arraycopy(data, offset, bytes, length, count);
      length += count;
    }

    private void makeRoom(int more) {
      if (bytes.length - length < more) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
      }
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER_BYTES);
      // Half the time of the usual level, for a few percent of size.
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Counts and hashes what goes into a file. */
  private static final class HashedFile extends OutputStream {

    private final OutputStream file;
    private final LineFiles.Budget budget;
    private final MessageDigest sha256;
    private final CRC32C crc32c = new CRC32C();
    private long bytes;

    HashedFile(Path path, LineFiles.Budget budget) throws IOException {
      this.file = Files.newOutputStream(path);
      this.budget = budget;
      this.sha256 = Sha256.start();
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      budget.take(length);
      file.write(data, offset, length);
      sha256.update(data, offset, length);
      crc32c.update(data, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Begins digests. */
  static final class Sha256 {

    private Sha256() {}

    static MessageDigest start() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("Every Java has SHA-256", impossible);
      }
    }
  }
}
