package io.gazetteer.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets, which only their owner may read. */
public final class SecretFiles {

  private SecretFiles() {}

  /** Writes a file with mode 600 and returns it. */
  public static Path write(Path file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Likewise, of bytes that need not be text. */
  public static Path write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
