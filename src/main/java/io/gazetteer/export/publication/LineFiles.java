package io.gazetteer.export.publication;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes lines of one entity into files of bounded size. One thread at a time. */
final class LineFiles implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final Manifest.Kind kind;
  private final String entity;
  private final Limits limits;
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

  LineFiles(Path folder, Manifest.Kind kind, String entity, Limits limits) {
    this.folder = folder;
    this.kind = kind;
    this.entity = entity;
    this.limits = limits;
  }

  void write(DatabaseSpool.Line line) throws IOException {
    if (part == null) {
      part = new Part(folder.resolve(name()), limits);
    }
    line.writeTo(part.lines);
    part.rows++;
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

  /** Ends the last file; all files in order. */
  List<SpoolFile> finish() throws IOException {
    if (part != null) {
      finishPart();
    }
    return finished;
  }

  @Override
  public void close() throws IOException {
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
      lines = new OneThreadBuffer(limits.gzip() ? compressed(file) : file);
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

  /** Gathers small writes without a lock for each, of which a line has a dozen. */
  private static final class OneThreadBuffer extends OutputStream {

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int length;

    OneThreadBuffer(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      if (length == buffer.length) {
        empty();
      }
      buffer[length++] = (byte) one;
    }

    @Override
    public void write(byte[] data, int offset, int count) throws IOException {
      if (count > buffer.length - length) {
        empty();
      }
      if (count > buffer.length) {
        out.write(data, offset, count);
      } else {
        System.arraycopy(data, offset, buffer, length, count);
        length += count;
      }
    }

    private void empty() throws IOException {
      out.write(buffer, 0, length);
      length = 0;
    }

    @Override
    public void close() throws IOException {
      try (OutputStream closing = out) {
        empty();
        closing.flush();
      }
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
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
