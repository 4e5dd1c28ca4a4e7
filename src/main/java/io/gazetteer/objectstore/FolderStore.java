package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Objects as files of a local folder, each under its key. A file is written beside, forced to the
 * disk, and then takes its name in one step.
 */
final class FolderStore implements ObjectStore {

  /** Holds what is not committed; no key begins with a dot. */
  private static final String PARTS = ".parts";

  private final Path root;
  private final PartFile.Opener opener;

  /** Whether new folders are for this program's user alone, instead of as the umask says. */
  private final boolean closed;

  /** Folders below the root whose names this store has brought to the disk. */
  private final Set<Path> lasting = ConcurrentHashMap.newKeySet();

  /** A hand-over to other programs; the umask says who may read. */
  FolderStore(Path root) {
    this(root, FolderStore::openNew, false);
  }

  FolderStore(Path root, PartFile.Opener opener) {
    this(root, opener, false);
  }

  private FolderStore(Path root, PartFile.Opener opener, boolean closed) {
    this.root = root.toAbsolutePath().normalize();
    this.opener = opener;
    this.closed = closed;
  }

  /** A folder that no other user of the machine may enter. */
  static FolderStore closed(Path root) {
    return new FolderStore(root, FolderStore::openNew, true);
  }

  private static FileChannel openNew(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private void createFolder(Path folder) throws IOException {
    if (closed) {
      OwnFiles.createFolder(folder);
    } else {
      Files.createDirectories(folder);
    }
  }

  @Override
  public String inWords() {
    return "folder " + root.getFileName();
  }

  @Override
  public ObjectWriter write(String key) {
    Path target = path(key);
    try {
      if (!Files.exists(root)) {
        createFolder(root);
      }
      return new FileWriter(PartFile.create(root.resolve(PARTS), "", opener), target);
    } catch (IOException failure) {
      throw fault(failure, "Writing to");
    }
  }

  private final class FileWriter extends ObjectWriter {

    private final PartFile part;
    private final FileChannel channel;
    private final Path target;

    FileWriter(PartFile part, Path target) {
      this.part = part;
      this.channel = part.channel();
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
      try {
        while (left.hasRemaining()) {
          channel.write(left);
        }
      } catch (IOException failure) {
        throw fault(failure, "Writing to");
      }
    }

    @Override
    public void commit() {
      try {
        channel.force(true);
        move();
        part.close();
      } catch (IOException failure) {
        throw fault(failure, "Writing to");
      }
    }

    private void move() throws IOException {
      Set<Path> made = new HashSet<>();
      for (int attempt = 1; ; attempt++) {
        try {
          for (Path folder = target.getParent();
              !Files.exists(folder);
              folder = folder.getParent()) {
            made.add(folder);
          }
          createFolder(target.getParent());
          Files.move(
              part.path(),
              target,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
          break;
        } catch (NoSuchFileException gone) {
          // Somebody deleted the last file of the folder, and the folder with it, in between.
          if (attempt == 3) {
            throw gone;
          }
        }
      }
      // A name lasts once its folder is on the disk, and so does a new folder's.
      force(target.getParent());
      for (Path folder = target.getParent();
          !folder.equals(root) && (lasting.add(folder) || made.contains(folder));
          folder = folder.getParent()) {
        force(folder.getParent());
      }
    }

    @Override
    public void close() {
      try {
        part.close();
      } catch (IOException failure) {
        throw fault(failure, "Writing to");
      }
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream read(String key) {
    Path file = path(key);
    try {
      if (!Files.isRegularFile(file)) {
        throw notFound(key);
      }
      return new FileStream(Files.newInputStream(file));
    } catch (NoSuchFileException gone) {
      throw notFound(key);
    } catch (IOException failure) {
      throw fault(failure, "Reading from");
    }
  }

  private final class FileStream extends InputStream {

    private final InputStream file;

    FileStream(InputStream file) {
      this.file = file;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return file.read(bytes, offset, length);
      } catch (IOException failure) {
        throw fault(failure, "Reading from");
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException failure) {
        throw fault(failure, "Reading from");
      }
    }
  }

  private AppException notFound(String key) {
    return new AppException(
        ObjectStoreError.OBJECT_NOT_FOUND, "There is no %s in the %s".formatted(key, inWords()));
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) {
    Path folder = prefix.isEmpty() ? root : path(prefix.substring(0, prefix.length() - 1));
    try {
      list(folder, prefix, each);
    } catch (IOException failure) {
      throw fault(failure, "Listing");
    }
  }

  /** In the order of keys, in which a folder stands where its name with a slash does. */
  private static void list(Path folder, String prefix, Consumer<StoredObject> each)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      found.forEach(
          file -> {
            String name = file.getFileName().toString();
            if (!name.startsWith(".")) {
              names.add(Files.isDirectory(file) ? name + "/" : name);
            }
          });
    } catch (NoSuchFileException gone) {
      return;
    }
    names.sort(Comparator.naturalOrder());
    for (String name : names) {
      Path file = folder.resolve(name);
      if (name.endsWith("/")) {
        list(file, prefix + name, each);
      } else if (Files.isRegularFile(file)) {
        each.accept(new StoredObject(prefix + name, Files.size(file)));
      }
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    try {
      for (String key : keys) {
        Path file = path(key);
        Files.deleteIfExists(file);
        deleteEmptyFolders(file.getParent());
      }
    } catch (IOException failure) {
      throw fault(failure, "Deleting from");
    }
  }

  private void deleteEmptyFolders(Path from) throws IOException {
    for (Path folder = from; !folder.equals(root); folder = folder.getParent()) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      }
    }
  }

  /** Deletes what killed processes left, however young it is. */
  void sweepAbandoned() {
    try {
      PartFile.sweep(root.resolve(PARTS), "");
    } catch (IOException failure) {
      throw fault(failure, "Tidying");
    }
  }

  @Override
  public void sweep(String prefix, Instant before) {
    Path parts = root.resolve(PARTS);
    if (!Files.isDirectory(parts)) {
      return;
    }
    try (Stream<Path> found = Files.list(parts)) {
      for (Path part : found.toList()) {
        if (PartFile.isPart(part, "")
            && Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (NoSuchFileException committed) {
      // Its writer was quicker; the others are for the next time.
      return;
    } catch (IOException failure) {
      throw fault(failure, "Tidying");
    }
  }

  @Override
  public void abandon(String prefix) {
    // The name of a temporary file does not show its final key.
  }

  private Path path(String key) {
    return root.resolve(ObjectKeys.checked(key));
  }

  AppException fault(IOException failure, String what) {
    if (failure instanceof AccessDeniedException) {
      return new AppException(
          ObjectStoreError.OBJECT_STORE_DENIED,
          "%s the %s was denied. Give the user of this program permission to write there"
              .formatted(what, inWords()),
          failure);
    }
    if (DiskFull.isCauseOf(failure)) {
      return new AppException(
          ObjectStoreError.OBJECT_STORE_FULL,
          "The disk of the %s is full. Free disk space, or keep fewer published runs"
              .formatted(inWords()),
          failure);
    }
    return new AppException(
        ObjectStoreError.OBJECT_STORE_FAILED,
        "%s the %s failed%s".formatted(what, inWords(), why(failure)),
        failure);
  }

  /** The system's own words, which hold no path. */
  private static String why(IOException failure) {
    return failure instanceof FileSystemException told && told.getReason() != null
        ? ": " + told.getReason()
        : " at the operating system; the program's log says more";
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
