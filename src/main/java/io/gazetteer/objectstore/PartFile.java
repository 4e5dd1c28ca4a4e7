package io.gazetteer.objectstore;

import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that is being written and takes its final name when it is whole. Its writer holds a lock
 * on it, which the system releases with the process: a file without one is left over from a killed
 * process, on whichever machine that shares the folder. On file systems without locks, only its age
 * shows this.
 */
public final class PartFile implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Nobody writes a file without a lock that has not changed for so long. */
  private static final Duration ABANDONED = Duration.ofDays(2);

  /** Closing any channel of a file releases the locks that this process has on it. */
  private static final Set<Path> WRITTEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  public interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  /** Locks a file; null where another process has it. */
  interface Locker {
    FileLock tryLock(FileChannel channel) throws IOException;
  }

  private enum Held {
    HERE,
    ELSEWHERE,
    UNKNOWN
  }

  private static Held lock(FileChannel channel, Locker locker) {
    try {
      return locker.tryLock(channel) != null ? Held.HERE : Held.ELSEWHERE;
    } catch (IOException noLocks) {
      // Some file systems have no locks; writing shows whether it is possible.
      return Held.UNKNOWN;
    }
  }

  /** Creates a file in the folder, which is created where it is missing. */
  public static PartFile create(Path folder, String prefix, Opener opener) throws IOException {
    return create(folder, prefix, opener, FileChannel::tryLock);
  }

  static PartFile create(Path folder, String prefix, Opener opener, Locker locker)
      throws IOException {
    OwnFiles.createFolder(folder);
    for (int attempt = 1; ; attempt++) {
      Path path = folder.toAbsolutePath().resolve(prefix + UUID.randomUUID());
      WRITTEN_HERE.add(path);
      FileChannel channel = null;
      try {
        channel = opener.open(path);
        // A sweep of another process may have come in between.
        if (lock(channel, locker) != Held.ELSEWHERE && Files.exists(path)) {
          return new PartFile(path, channel);
        }
      } catch (IOException failure) {
        release(path, channel);
        throw failure;
      }
      release(path, channel);
      if (attempt == ATTEMPTS) {
        throw new IOException("no file in " + folder + " can be locked");
      }
    }
  }

  private static void release(Path path, FileChannel channel) throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      WRITTEN_HERE.remove(path);
      if (channel != null) {
        channel.close();
      }
    }
  }

  public Path path() {
    return path;
  }

  public FileChannel channel() {
    return channel;
  }

  /** Deletes the file, unless it took its final name. */
  @Override
  public void close() throws IOException {
    release(path, channel);
  }

  /**
   * Deletes the files that were created here with that prefix and that nobody writes any more.
   *
   * @return how many there were
   */
  public static int sweep(Path folder, String prefix) throws IOException {
    return sweep(folder, prefix, FileChannel::tryLock);
  }

  static int sweep(Path folder, String prefix, Locker locker) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int swept = 0;
    try (Stream<Path> found = Files.list(folder.toAbsolutePath())) {
      for (Path path : found.toList()) {
        if (isPart(path, prefix)
            && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && !WRITTEN_HERE.contains(path)
            && delete(path, locker)) {
          swept++;
        }
      }
    }
    return swept;
  }

  /** Whether a file has a name as {@link #create} makes it, so that it is nobody else's. */
  static boolean isPart(Path path, String prefix) {
    String name = path.getFileName().toString();
    return name.startsWith(prefix) && NAME.matcher(name.substring(prefix.length())).matches();
  }

  private static boolean delete(Path path, Locker locker) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      boolean left =
          switch (lock(channel, locker)) {
            case HERE -> true;
            case ELSEWHERE -> false;
            case UNKNOWN ->
                Files.getLastModifiedTime(path)
                    .toInstant()
                    .isBefore(Instant.now().minus(ABANDONED));
          };
      return left && Files.deleteIfExists(path);
    } catch (NoSuchFileException committed) {
      return false;
    }
  }
}
