package io.gazetteer.boot;

import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of the embedded catalog database, the keys and the local objects. Only its owner may
 * read it (mode 700), and only one running service may use it.
 */
final class DataFolder implements AutoCloseable {

  private static final int SECRET_BYTES = 32;

  /** Any of these files shows that a folder is one of ours; the first is made at every start. */
  private static final List<String> MARKERS = List.of("lock", "secrets.key", "session.key");

  /** Shows that the store's schema begins with the baseline; its text is the baseline's number. */
  private static final String BASELINE = "store.baseline";

  /** What may lie there alone: of services with a store outside, and of volumes. */
  private static final Set<String> KNOWN =
      Set.of(
          "cache", "objects",
          "published", "spool",
          "application.properties", OwnFiles.LOST_AND_FOUND);

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Creates the folder if it is missing and takes its lock.
   *
   * @throws StartRefusedException if another service uses it, or it cannot be created or written
   */
  static DataFolder open(Path folder) throws StartRefusedException {
    Path root = folder.toAbsolutePath().normalize();
    try {
      refuseForeign(root);
      rejectEarlier(root);
      OwnFiles.close(root);
      FileChannel file =
          FileChannel.open(
              root.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        String owner = pidIn(file).map(pid -> " (process " + pid + ")").orElse("");
        file.close();
        throw new StartRefusedException(
            "the data folder "
                + root
                + " is in use by another Gazetteer"
                + owner
                + "; stop that one, or name another folder in GAZETTEER_DATA_DIR");
      }
      file.truncate(0);
      file.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
          0);
      Files.writeString(root.resolve(BASELINE), "1");
      return new DataFolder(root, file, lock);
    } catch (OwnFiles.OpenToOthersException open) {
      throw new StartRefusedException("the data folder cannot be used: " + open.getMessage(), open);
    } catch (IOException failure) {
      throw new StartRefusedException(
          "the data folder "
              + root
              + " cannot be written; check its permissions, or set another in GAZETTEER_DATA_DIR",
          failure);
    }
  }

  /** Before anything is changed, and before the earlier store is started. */
  private static void rejectEarlier(Path root) throws StartRefusedException {
    if (Files.exists(root.resolve("store")) && !Files.exists(root.resolve(BASELINE))) {
      throw new StartRefusedException(
          "the data folder "
              + root
              + " was made by an earlier build of Gazetteer, whose schema this one cannot read;"
              + " nothing in it was changed. Name an empty or new folder in GAZETTEER_DATA_DIR, or"
              + " start the earlier build again");
    }
  }

  /** A folder of somebody else, such as a home, is not to lose any permission. */
  private static void refuseForeign(Path root) throws IOException, StartRefusedException {
    if (!Files.isDirectory(root)
        || MARKERS.stream().anyMatch(name -> Files.isRegularFile(root.resolve(name)))) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> found = Files.list(root)) {
      inside = found.sorted().toList();
    }
    for (Path path : inside) {
      String name = path.getFileName().toString();
      // What a platform mounts into an empty folder, such as keys, has another owner.
      boolean mounted =
          !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(root));
      if (!mounted && !KNOWN.contains(name)) {
        throw new StartRefusedException(
            "the data folder %s holds %s, but none of the files %s that mark a data folder of Gazetteer; nothing in it was changed. Name an empty or new folder in GAZETTEER_DATA_DIR"
                .formatted(root, name, String.join(", ", MARKERS)));
      }
    }
  }

  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static Optional<String> pidIn(FileChannel file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    int length = file.read(content, 0);
    return length <= 0
        ? Optional.empty()
        : Optional.of(new String(content.array(), 0, length, StandardCharsets.US_ASCII));
  }

  /** Absolute path of something inside. */
  Path path(String name) {
    return root.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(path(name));
  }

  /**
   * Returns the text of a secret file; creates it with 32 random bytes in Base64 (mode 600) if it
   * is missing.
   *
   * @throws StartRefusedException if it can be neither read nor written, or is empty
   */
  String secret(String name) throws StartRefusedException {
    try {
      if (!has(name)) {
        writeSecret(name, randomSecret());
      }
      String secret = Files.readString(path(name), StandardCharsets.UTF_8).strip();
      if (secret.isEmpty()) {
        throw new StartRefusedException("the secret file " + path(name) + " is empty");
      }
      return secret;
    } catch (IOException failure) {
      throw new StartRefusedException(
          "the secret file " + path(name) + " can be neither read nor written", failure);
    }
  }

  /** 32 random bytes in Base64. */
  static String randomSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** Writes the whole file or nothing; it is never readable by others, not even for a moment. */
  private void writeSecret(String name, String secret) throws IOException {
    Path draft = path(name + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, secret + "\n", StandardCharsets.UTF_8);
    Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException ignored) {
      // The system releases the lock with the process anyway.
    }
  }
}
