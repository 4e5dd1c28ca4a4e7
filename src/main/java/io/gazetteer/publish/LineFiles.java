package io.gazetteer.publish;

import io.gazetteer.common.JsonBytes;
import io.gazetteer.common.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes lines of one entity into files of bounded size. The caller's thread collects lines, and
 * the spool's thread writes files.
 */
final class LineFiles {

  /** A buffer is handed over once it is this full: most lines fit into the rest. */
  private static final int FULL_BYTES = SpoolThread.BUFFER_BYTES - 4 * 1024;

  private static final int GZIP_BUFFER_BYTES = 64 * 1024;

  private final Path folder;
  private final Manifest.Kind kind;
  private final String entity;
  private final Limits limits;
  private final SpoolThread thread;
  private final Chunk chunk = new Chunk();

  // Used by the spool's thread, as everything about files is.
  private final List<SpoolFile> finished = new ArrayList<>();
  // Null between two files.
  private Part part;

  /**
   * Format and limits of files.
   *
   * @param maxBytes stored size after which the next file begins
   * @param budget counts the bytes; throws when the limit is reached
   */
  record Limits(boolean gzip, long maxBytes, Budget budget) {}

  /** Counts bytes against a limit. */
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
   * @throws IOException when an earlier line, of any entity, could not be written
   */
  void write(JsonBytes line) throws IOException {
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

  /** Hands over what was collected. */
  void flush() throws IOException {
    if (chunk.rows > 0) {
      handOver();
    }
  }

  /** Ends the last file and returns all in order. Called in the spool's thread. */
  List<SpoolFile> finish() throws IOException {
    if (part != null) {
      finishPart();
    }
    return finished;
  }

  /** Closes an open file after the spool's thread has ended. */
  void close() throws IOException {
    if (part != null) {
      // The compressed stream stays incomplete: the file will be deleted.
      part.file.close();
      part = null;
    }
  }

  private static final class Part {

    private final HashedFile file;
    private final OutputStream lines;
    private long rows;

    Part(Path path, Limits limits) throws IOException {
      file = new HashedFile(path, limits.budget());
      lines = limits.gzip() ? compressed(file) : file;
    }
  }

  /** Closes the file if the header of the compressed stream cannot be written. */
  private static OutputStream compressed(OutputStream file) throws IOException {
    try {
      return new FastGzip(file);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  /** Whole lines in memory; unlike ByteArrayOutputStream without a lock for each small write. */
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
      // Half the time of the default level, for a few percent more bytes.
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

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
}
