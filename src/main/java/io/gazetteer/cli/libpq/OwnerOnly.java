package io.gazetteer.cli.libpq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Checks that only its owner can access a file, as libpq requires of files with secrets. */
public final class OwnerOnly {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private OwnerOnly() {}

  /** Returns true also if the file system has no such permissions, as libpq does. */
  public static boolean holds(Path file) throws IOException {
    try {
      return Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains);
    } catch (UnsupportedOperationException otherSystem) {
      return true;
    }
  }
}
