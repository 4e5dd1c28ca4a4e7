package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.EscapedBytes;
import java.util.HexFormat;

/**
 * Turns bytes as a PostgreSQL server keeps them into text, without the server's help: the server
 * fails a whole statement for one byte that it cannot convert. A byte that means nothing in the
 * encoding is written as U+FFFD and its two hex digits ({@code gr�F6�DFe}), so that different bytes
 * never become the same text; U+FFFD itself is written that way only where such digits follow it.
 */
public abstract class ServerText {

  /** Matches nothing: no character of any encoding has this number. */
  private static final String NO_CHARACTER = "\\uFFFF";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * The text of some bytes.
   *
   * @param from index of the first
   * @param to index behind the last
   */
  abstract String text(byte[] bytes, int from, int to);

  static void escape(StringBuilder text, byte b) {
    text.append(EscapedBytes.MARK).append(HEX.toHexDigits(b));
  }

  /**
   * A regular expression as it can be sent to this database: it matches the names that the original
   * matches as they are shown here. Characters that the encoding does not have match nothing.
   */
  public String expression(String regex) {
    StringBuilder sent = new StringBuilder(regex.length());
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == EscapedBytes.MARK && hasBytesForCharacters() && EscapedBytes.isAt(regex, i)) {
        sent.append("\\u00").append(regex, i + 1, i + 3);
        i += 2;
      } else if (c < 0x80 || has(regex.codePointAt(i))) {
        sent.append(c);
      } else if (!Character.isLowSurrogate(c)) {
        sent.append(NO_CHARACTER);
      }
    }
    return sent.toString();
  }

  /** Whether each byte is a character for the server. */
  abstract boolean hasBytesForCharacters();

  /** Whether the server can convert a character from UTF-8, also where a surrogate begins it. */
  abstract boolean has(int character);
}
