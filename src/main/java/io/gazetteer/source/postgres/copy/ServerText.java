package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.EscapedBytes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;

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
  private static final int MOST_KNOWN = 100;
  private static final Map<String, ServerText> KNOWN = new ConcurrentHashMap<>();

  /**
   * Texts that everybody shares have no encoding of their own: UTF-8 where they are that, whatever
   * database they are read from.
   */
  public static ServerText shared() {
    return Utf8Text.UTF8;
  }

  /**
   * Texts of a database.
   *
   * @param encoding as the server calls it, for example {@code LATIN1}; null when unknown
   */
  public static ServerText of(String encoding) {
    if (encoding == null) {
      return Utf8Text.UTF8;
    }
    String name = encoding.toUpperCase(Locale.ROOT);
    ServerText known = KNOWN.get(name);
    // What a server makes up is not kept.
    return known != null || KNOWN.size() >= MOST_KNOWN
        ? known == null ? named(name) : known
        : KNOWN.computeIfAbsent(name, ServerText::named);
  }

  private static ServerText named(String encoding) {
    return switch (encoding) {
      case "UTF8", "UNICODE" -> Utf8Text.UTF8;
      case "SQL_ASCII" -> Utf8Text.ASCII;
      case "EUC_JP", "EUC_CN", "EUC_KR", "EUC_TW", "EUC_JIS_2004" -> EucText.named(encoding);
      default -> SingleByteText.named(encoding);
    };
  }

  /** Texts of the database that a connection of pgJDBC is in, as the server said at sign-in. */
  public static ServerText of(PGConnection connection) {
    return of(connection.getParameterStatus("server_encoding"));
  }

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
