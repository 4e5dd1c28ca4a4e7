package io.gazetteer.export.files;

import io.gazetteer.common.Faults;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a file: parts of letters, digits and {@code . _ = + @ -} between slashes, none of them
 * {@code .} or {@code ..}, so that it can be a path below a folder as it is.
 */
record FileKey(String text) {

  private static final int MAX_LENGTH = 500;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_=+@-][A-Za-z0-9._=+@-]{0,199}");

  /** The key of a text; empty, with a fault noted, where it is none. */
  static Optional<FileKey> read(String text, Faults faults) {
    String plain = text.startsWith("/") ? text.substring(1) : text;
    boolean readable =
        plain.length() <= MAX_LENGTH
            && Arrays.stream(plain.split("/", -1)).allMatch(part -> PART.matcher(part).matches());
    if (!readable) {
      faults.add(
          "key",
          "must be parts of letters, digits and . _ = + @ - between slashes, none beginning with a"
              + " dot, 500 characters at most");
      return Optional.empty();
    }
    return Optional.of(new FileKey(plain));
  }
}
