package io.gazetteer.common;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps files of the service closed to other users of the machine. */
public final class OwnFiles {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FOREIGN_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final String SYSTEM_USER = "root";

  /** What a file system keeps in the folder it is mounted at. */
  public static final String LOST_AND_FOUND = "lost+found";

  private OwnFiles() {}

  /** Thrown when files cannot be closed to others; the message says which, and what to do. */
  public static final class OpenToOthersException extends IOException {

    private static final long serialVersionUID = 1L;

    OpenToOthersException(String message) {
      super(message);
    }
  }

  /** Creates a folder, and those above it that are missing, with mode 700. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (UnsupportedOperationException noPermissions) {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(folder)) {
        throw made;
      }
    }
  }

  /** Deletes a folder with everything in it, if it exists. Links are not followed. */
  public static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Creates the folder where it is missing, and takes every permission of other users from it and
   * from everything below. Links are not followed. Nothing is changed before all of it was seen.
   *
   * @throws OpenToOthersException when something belongs to another user, or stays open
   */
  public static void close(Path folder) throws IOException {
    createFolder(folder);
    // Where the folder itself is a link, what it points to counts.
    Path root = folder.toRealPath();
    try {
      UserPrincipal user = processUser(root);
      Files.walkFileTree(root, new Visitor(path -> isOurs(path, user, root)));
      // Folders are closed before what is in them, so that nothing can slip in behind.
      Files.walkFileTree(
          root, new Visitor(path -> isOurs(path, user, root) && takeFromOthers(path)));
    } catch (UnsupportedOperationException noPermissions) {
      throw new OpenToOthersException(
          "%s lies on a file system without owners and permissions. Use another one"
              .formatted(folder));
    }
  }

  /**
   * Takes every permission of other users from what lies at a path, where it belongs to this
   * program's user; leaves everything else as it is. Links are not followed.
   */
  public static void closeOwn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
      return;
    }
    UserPrincipal user = processUser(folder);
    Files.walkFileTree(
        folder,
        new Visitor(
            path -> view(path).readAttributes().owner().equals(user) && takeFromOthers(path)));
  }

  /** The user that new files belong to; Java knows the name alone, which need not be unique. */
  private static UserPrincipal processUser(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".owner-", "");
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** What is done with a file or folder; false where nothing below it is to be visited. */
  private interface Step {
    boolean take(Path path) throws IOException;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Step step;

    Visitor(Step step) {
      this.step = step;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return take(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      take(file);
      return FileVisitResult.CONTINUE;
    }

    private boolean take(Path path) throws IOException {
      try {
        return step.take(path);
      } catch (NoSuchFileException gone) {
        return false;
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /**
   * False for what root keeps there and only root can change, such as lost+found or mounted keys.
   */
  static boolean isOurs(Path path, UserPrincipal user, Path root) throws IOException {
    PosixFileAttributes now = view(path).readAttributes();
    if (now.owner().equals(user)) {
      return true;
    }
    boolean ofSystem = now.owner().getName().equals(SYSTEM_USER);
    if (path.equals(root)) {
      throw new OpenToOthersException(
          "%s belongs to user %s, not to %s who runs this program. Change its owner (chown); where it is a mounted volume, set GAZETTEER_DATA_DIR to a folder inside it"
              .formatted(path, now.owner().getName(), user.getName()));
    }
    // The mode of a link means nothing; platforms open lost+found to the group of a volume.
    if (ofSystem
        && (now.isSymbolicLink()
            || path.equals(root.resolve(LOST_AND_FOUND))
            || now.permissions().stream().noneMatch(FOREIGN_WRITE::contains))) {
      return false;
    }
    throw new OpenToOthersException(
        "%s belongs to user %s, not to %s who runs this program. Change its owner (chown), or set GAZETTEER_DATA_DIR to another folder"
            .formatted(path, now.owner().getName(), user.getName()));
  }

  private static boolean takeFromOthers(Path path) throws IOException {
    PosixFileAttributeView view = view(path);
    PosixFileAttributes now = view.readAttributes();
    if (now.isSymbolicLink() || OWNER_ONLY.containsAll(now.permissions())) {
      return true;
    }
    Set<PosixFilePermission> kept = EnumSet.copyOf(OWNER_ONLY);
    kept.retainAll(now.permissions());
    view.setPermissions(kept);
    if (!OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      throw new OpenToOthersException(
          "%s stays open to other users, as its file system keeps no permissions. Use another one"
              .formatted(path));
    }
    return true;
  }

  private static PosixFileAttributeView view(Path path) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      throw new UnsupportedOperationException("no permissions");
    }
    return view;
  }

  /**
   * Says what is wrong with the permissions of a file that holds a secret: nobody but its owner may
   * change it, and where this program's user owns it, nobody else may read it. Of files that a
   * platform mounts, read-only or owned by another user, the platform chooses who reads them.
   *
   * @return words that follow the file's name; empty where nothing is wrong
   */
  public static Optional<String> secretFault(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    PosixFileAttributes now = view.readAttributes();
    if (now.permissions().stream().anyMatch(FOREIGN_WRITE::contains)) {
      return Optional.of("can be changed by other users. Run: chmod 600 " + file);
    }
    boolean ours =
        now.owner().getName().equals(System.getProperty("user.name"))
            && !Files.getFileStore(file).isReadOnly();
    if (ours && !OWNER_ONLY.containsAll(now.permissions())) {
      return Optional.of("can be read by other users. Run: chmod 600 " + file);
    }
    return Optional.empty();
  }

  /** Whether users other than the owner may change a file. */
  public static boolean isChangeableByOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view != null
        && view.readAttributes().permissions().stream().anyMatch(FOREIGN_WRITE::contains);
  }
}
