package io.gazetteer.cli.libpq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a password file by libpq's rules: lines of {@code host:port:database:user:password}, of
 * which the first match counts; {@code *} matches anything; {@code :} and {@code \} are escaped
 * with {@code \}, also in the password, which ends at an unescaped colon; lines that start with
 * {@code #} are comments. A file that others can access is ignored with a warning.
 */
public final class PasswordFile {

  private static final int FIELDS = 4;

  /** Replaces bytes that are not UTF-8. */
  private static final char NO_TEXT = '\uFFFD';

  private PasswordFile() {}

  public record Place(String host, int port, String database, String user) {}

  /**
   * Returns the password for a place; empty if the file is missing, ignored or has none.
   *
   * @param warn receives the reason why the file is ignored
   */
  public static Optional<String> find(Path file, Place place, Consumer<String> warn) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      warn.accept("The password file %s is not a plain file and is left alone".formatted(file));
      return Optional.empty();
    }
    try {
      if (!OwnerOnly.holds(file)) {
        warn.accept(
            ("The password file %s has group or world access and is left alone; permissions should"
                    + " be u=rw (0600) or less")
                .formatted(file));
        return Optional.empty();
      }
      int number = 0;
      for (byte[] line : FileLines.of(file)) {
        number++;
        Optional<String> password = password(new String(line, StandardCharsets.UTF_8), place);
        if (password.isPresent() && password.get().indexOf(NO_TEXT) >= 0) {
          warn.accept(
              "The password in line %d of %s is not UTF-8 and is not used".formatted(number, file));
          return Optional.empty();
        }
        if (password.isPresent()) {
          return password;
        }
      }
    } catch (IOException unreadable) {
      warn.accept("The password file %s cannot be read".formatted(file));
    }
    return Optional.empty();
  }

  private static Optional<String> password(String line, Place place) {
    if (line.isEmpty() || line.startsWith("#")) {
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (fields.size() < FIELDS) {
      int end = end(line, at);
      if (end == line.length()) {
        return Optional.empty();
      }
      fields.add(line.substring(at, end));
      at = end + 1;
    }
    boolean matches =
        matches(fields.get(0), place.host())
            && matches(fields.get(1), Integer.toString(place.port()))
            && matches(fields.get(2), place.database())
            && matches(fields.get(3), place.user());
    return matches ? Optional.of(unescaped(line.substring(at, end(line, at)))) : Optional.empty();
  }

  /** Returns the index of the next unescaped colon, or the line's length. */
  private static int end(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == ':') {
        return i;
      }
    }
    return line.length();
  }

  private static boolean matches(String field, String value) {
    return field.equals("*") || unescaped(field).equals(value);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }
}
