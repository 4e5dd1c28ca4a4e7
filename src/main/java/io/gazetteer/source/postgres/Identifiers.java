package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Writes names as the server's {@code quote_ident} does. */
final class Identifiers {

  private final Set<String> keywords = new HashSet<>();

  void read(CopyStream stream) throws SQLException {
    stream.forEach(SqlFiles.of(Identifiers.class, "keywords"), row -> keywords.add(row.text(0)));
  }

  /** The name as it has to be written in a statement. */
  String quoted(String name) {
    return isPlain(name) && !keywords.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name of something in a schema. */
  String quoted(String schema, String name) {
    return quoted(schema) + '.' + quoted(name);
  }

  /** A text as {@code quote_literal} writes it. */
  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
