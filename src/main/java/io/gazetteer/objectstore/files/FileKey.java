package io.gazetteer.objectstore.files;

import io.gazetteer.common.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Name of a file: parts between slashes, of any printable characters. None begins with a dot or has
 * white space at an end.
 */
record FileKey(String text) {

  private static final int MAX_LENGTH = 500;

  /** Of a part as it is written on disk and in links. */
  private static final int MAX_PART = 250;

  private static final String PLAIN = "._=+@-";
  private static final Pattern PART =
      Pattern.compile(
          "(?![.\\s\\p{Z}])[^/\\\\\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+(?<![\\s\\p{Z}])");

  /** Parses a key; empty if invalid, which is added to the errors. */
  static Optional<FileKey> read(String text, FieldErrors errors) {
    String plain = text.startsWith("/") ? text.substring(1) : text;
    boolean readable =
        plain.length() <= MAX_LENGTH
            && Arrays.stream(plain.split("/", -1))
                .allMatch(
                    part -> PART.matcher(part).matches() && escaped(part).length() <= MAX_PART);
    if (!readable) {
      errors.add(
          "key",
          "must be parts between slashes, none empty, beginning with a dot, with white space at an"
              + " end, a backslash or a control character; 500 characters at most, 250 a part when"
              + " percent-encoded");
      return Optional.empty();
    }
    return Optional.of(new FileKey(plain));
  }

  /**
   * The key in ASCII: letters, digits and {@code . _ = + @ -} as they are, of all else each byte of
   * its UTF-8 percent-encoded. It is a path below a folder whatever the locale of the service, and
   * the path of a link.
   */
  String escaped() {
    return escaped(text);
  }

  /** {@link #escaped()} of the beginning of a key. */
  static String escaped(String start) {
    return Arrays.stream(start.split("/", -1))
        .map(FileKey::escapedPart)
        .collect(Collectors.joining("/"));
  }

  private static String escapedPart(String part) {
    StringBuilder escaped = new StringBuilder(part.length());
    for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
      boolean plain = letter || (one >= '0' && one <= '9') || PLAIN.indexOf(one) >= 0;
      if (plain) {
        escaped.append((char) one);
      } else {
        escaped.append("%%%02X".formatted(one & 0xff));
      }
    }
    return escaped.toString();
  }
}
