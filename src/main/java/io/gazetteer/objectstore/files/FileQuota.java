package io.gazetteer.objectstore.files;

import io.gazetteer.common.AppException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Limits what all files of a folder occupy together. */
class FileQuota {

  /**
   * Begins the names of files that are not whole, which only a {@link Reservation} counts; no key
   * begins with a dot.
   */
  static final String PART = ".part-";

  /** What the disk takes for a file of one byte. */
  private static final long SMALLEST = 4096;

  /** Others may add and delete files. */
  private static final Duration RECOUNT = Duration.ofMinutes(1);

  private final Path folder;
  private final long limit;
  private final Clock clock;

  /** Held by who walks the folder, which may take long; never while waiting for anything else. */
  private final ReentrantLock counting = new ReentrantLock();

  private Instant counted = Instant.MIN;

  /** Bytes that were added since the last count began, which may have missed them. */
  private long added;

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
              "All files together can have at most %d bytes (gazetteer.files.max-total-bytes). Delete some in the files' folder, or ask the administrator for more room"
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
        added += Math.max(0, bytes - replaced);
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
  Reservation reserve(Path target) throws IOException {
    recount();
    long replaced = size(target);
    synchronized (this) {
      return new Reservation(replaced);
    }
  }

  /** Counts where it is time to; while somebody else does, the sum of before holds. */
  private void recount() throws IOException {
    Instant before = counted();
    if (!isDue(before)) {
      return;
    }
    if (before.equals(Instant.MIN)) {
      counting.lock();
    } else if (!counting.tryLock()) {
      return;
    }
    try {
      if (!isDue(counted())) {
        return;
      }
      synchronized (this) {
        added = 0;
      }
      Instant now = clock.instant();
      long sum = count();
      synchronized (this) {
        stored = sum + added;
        counted = now;
      }
    } finally {
      counting.unlock();
    }
  }

  private synchronized Instant counted() {
    return counted;
  }

  private boolean isDue(Instant last) {
    return last.isBefore(clock.instant().minus(RECOUNT));
  }

  long count() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long sum = 0;
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.toList()) {
        boolean part = path.getFileName().toString().startsWith(PART);
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
