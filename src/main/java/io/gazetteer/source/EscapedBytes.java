package io.gazetteer.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names that hold bytes without a meaning in their encoding. Each such byte is shown as U+FFFD and
 * its two hex digits ({@code gr�F6�DFe}); other text is shown as it is.
 */
public final class EscapedBytes {

  /** Begins an escaped byte. */
  public static final char MARK = '\uFFFD';

  private static final int LENGTH = 3;

  private EscapedBytes() {}

  public static boolean isIn(String text) {
    for (int i = text.indexOf(MARK); i >= 0; i = text.indexOf(MARK, i + 1)) {
      if (isAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an escaped byte begins with the mark at an index. */
  public static boolean isAt(CharSequence text, int mark) {
    return mark + 2 < text.length()
        && "89ABCDEF".indexOf(text.charAt(mark + 1)) >= 0
        && "0123456789ABCDEF".indexOf(text.charAt(mark + 2)) >= 0;
  }

  /** The bytes that a name stands for; empty where they are its UTF-8. */
  public static Optional<byte[]> bytesOf(String name) {
    if (!isIn(name)) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length(); ) {
      int character = name.codePointAt(i);
      if (character == MARK && isAt(name, i)) {
        bytes.write(HexFormat.fromHexDigits(name, i + 1, i + LENGTH));
        i += LENGTH;
      } else {
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(character);
      }
    }
    return Optional.of(bytes.toByteArray());
  }
}
