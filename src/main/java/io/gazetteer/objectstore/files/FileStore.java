package io.gazetteer.objectstore.files;

import io.gazetteer.common.AppException;
import io.gazetteer.common.DataSettings;
import io.gazetteer.common.OwnFiles;
import io.gazetteer.objectstore.PartFile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/** Keeps files in a local folder, each under its key, escaped. */
@ApplicationScoped
class FileStore {

  private static final int CHUNK = 64 * 1024;

  private final FileSettings settings;
  private final Path folder;
  private final FileQuota quota;

  @Inject
  FileStore(FileSettings settings, Clock clock, DataSettings data) {
    this.settings = settings;
    this.folder = settings.folder().orElse(data.dataDir().resolve("objects")).toAbsolutePath();
    this.quota = new FileQuota(folder, settings.maxTotalBytes(), clock);
  }

  /**
   * What clients put is for nobody else on this machine. A configured folder may hold what others
   * keep there, so that nothing in it is changed: new files are closed from the beginning.
   */
  void prepare(@Observes StartupEvent start) throws IOException {
    if (Files.isDirectory(folder)) {
      if (settings.folder().isEmpty()) {
        OwnFiles.close(folder);
      }
      PartFile.sweep(folder, FileQuota.PART);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * Stores a file in place of whatever had its key, all or nothing.
   *
   * @param content read to its end, not closed
   * @throws AppException FILE_TOO_LARGE or FILE_QUOTA_EXCEEDED, and nothing is stored
   */
  void put(FileKey key, InputStream content) {
    Path target = folder.resolve(key.escaped());
    try (FileQuota.Reservation room = quota.reserve(target)) {
      try (PartFile part = PartFile.create(folder, FileQuota.PART, FileStore::open)) {
        copy(content, part, room);
        OwnFiles.createFolder(target.getParent());
        Files.move(
            part.path(),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        room.commit();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private void copy(InputStream content, PartFile part, FileQuota.Reservation room)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long written = 0;
    for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
      written += read;
      if (written > settings.maxBytes()) {
        throw new AppException(
            FileError.FILE_TOO_LARGE, "A file may have " + settings.maxBytes() + " bytes at most");
      }
      room.grow(written);
      ByteBuffer left = ByteBuffer.wrap(chunk, 0, read);
      while (left.hasRemaining()) {
        part.channel().write(left);
      }
    }
  }

  /**
   * The file of a key.
   *
   * @throws AppException FILE_NOT_FOUND
   */
  Path find(FileKey key) {
    Path file = folder.resolve(key.escaped());
    if (!Files.isRegularFile(file)) {
      throw new AppException(FileError.FILE_NOT_FOUND, "There is no file " + key.text());
    }
    return file;
  }
}
