package io.gazetteer.export.files;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps files in a local folder, each under its key, escaped. */
@ApplicationScoped
class FileStore {

  private static final int CHUNK = 64 * 1024;

  private final FileSettings settings;
  private final Path folder;

  @Inject
  FileStore(
      FileSettings settings,
      @ConfigProperty(name = "gazetteer.data-dir", defaultValue = "gazetteer-data")
          String dataFolder) {
    this.settings = settings;
    this.folder = settings.folder().orElse(Path.of(dataFolder, "objects")).toAbsolutePath();
  }

  /** Where they lie. */
  Path folder() {
    return folder;
  }

  /**
   * Stores a file in place of whatever had its key, all or nothing.
   *
   * @param content read to its end, not closed
   * @throws AppException FILE_TOO_LARGE, and nothing is stored
   */
  void put(FileKey key, InputStream content) {
    Path target = folder.resolve(key.escaped());
    try {
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(folder, ".part-", "");
      try {
        copy(content, part);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void copy(InputStream content, Path part) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(part)) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        written += read;
        if (written > settings.maxBytes()) {
          throw new AppException(
              FileError.FILE_TOO_LARGE,
              "A file may have " + settings.maxBytes() + " bytes at most");
        }
        out.write(chunk, 0, read);
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
