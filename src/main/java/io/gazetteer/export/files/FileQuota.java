package io.gazetteer.export.files;

import io.gazetteer.common.AppException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Limits what all files of a folder occupy together. */
final class FileQuota {

  /** What the disk takes for a file of one byte. */
  private static final long SMALLEST = 4096;

  /** Others may add and delete files. */
  private static final Duration RECOUNT = Duration.ofMinutes(1);

  private final Path folder;
  private final long limit;
  private final Clock clock;
  private Instant counted = Instant.MIN;
  private long stored;
  private long reserved;

  FileQuota(Path folder, long limit, Clock clock) {
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
  }

  /** Room taken for a file while it is written. */
  final class Reservation implements AutoCloseable {

    private final long replaced;
    private long bytes;

    private Reservation(long replaced) {
      this.replaced = replaced;
      grow(SMALLEST);
    }

    /**
     * Takes room for the file's bytes so far.
     *
     * @throws AppException FILE_QUOTA_EXCEEDED
     */
    void grow(long size) {
      synchronized (FileQuota.this) {
        long more = Math.max(size, SMALLEST) - bytes;
        if (stored + reserved + more - replaced > limit) {
          throw new AppException(
              FileError.FILE_QUOTA_EXCEEDED,
              "All files together may have %d bytes at most (gazetteer.files.max-total-bytes). Delete some in the files' folder, or ask the administrator for more room"
                  .formatted(limit));
        }
        reserved += more;
        bytes += more;
      }
    }

    /** Counts the file, which now stands in place of the one of the same name. */
    void commit() {
      synchronized (FileQuota.this) {
        stored += bytes - replaced;
      }
    }

    @Override
    public void close() {
      synchronized (FileQuota.this) {
        reserved -= bytes;
        bytes = 0;
      }
    }
  }

  /** Begins a file that may replace another one. */
  synchronized Reservation reserve(Path target) throws IOException {
    Instant now = clock.instant();
    if (counted.isBefore(now.minus(RECOUNT))) {
      stored = count();
      counted = now;
    }
    return new Reservation(size(target));
  }

  private long count() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long sum = 0;
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.toList()) {
        boolean part = path.getFileName().toString().startsWith(FileStore.PART);
        sum += part ? 0 : size(path);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    return sum;
  }

  private static long size(Path path) throws IOException {
    try {
      return Files.isRegularFile(path) ? Math.max(Files.size(path), SMALLEST) : 0;
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
