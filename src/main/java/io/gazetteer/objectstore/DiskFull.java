package io.gazetteer.objectstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises a full disk. Java has no exception for it and passes on what the operating system
 * says, in the language that the program was started in. No other class decides by words.
 */
final class DiskFull {

  /** Linux and macOS: ENOSPC and EDQUOT; Windows: ERROR_DISK_FULL. */
  private static final List<String> IN_ENGLISH =
      List.of("no space left", "quota exceeded", "not enough space");

  /** What Linux says in the language of this process; its full device fails each write. */
  private static final Optional<String> BY_SYSTEM = message(Path.of("/dev/full"));

  private DiskFull() {}

  static boolean isCauseOf(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    return BY_SYSTEM.filter(message::endsWith).isPresent()
        || IN_ENGLISH.stream().anyMatch(lower::contains);
  }

  static Optional<String> message(Path device) {
    try {
      if (Files.exists(device)) {
        Files.write(device, new byte[1]);
      }
      return Optional.empty();
    } catch (IOException full) {
      return Optional.ofNullable(full.getMessage());
    }
  }
}
