package io.gazetteer.source.postgres.copy;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;

/** Finds how texts of a server are written. */
public final class ServerEncodings {

  private static final int MOST_KNOWN = 100;
  private static final Map<String, ServerText> KNOWN = new ConcurrentHashMap<>();

  private ServerEncodings() {}

  /**
   * Texts that all databases share have no encoding of their own: UTF-8 where they are that,
   * whatever database they are read from.
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
        : KNOWN.computeIfAbsent(name, ServerEncodings::named);
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
}
