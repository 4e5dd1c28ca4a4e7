package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.SqlNames;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Writes names as the server's {@code quote_ident} does. */
final class Identifiers {

  private final Set<String> keywords = new HashSet<>();

  private Identifiers() {}

  /** Columns of {@code keywords.sql}. */
  private enum Field {
    WORD
  }

  static Identifiers read(CopyStream stream) throws SQLException {
    Identifiers identifiers = new Identifiers();
    stream.forEach(
        SqlFiles.of(Identifiers.class, "keywords"),
        Field.class,
        row -> identifiers.keywords.add(row.text(Field.WORD)));
    return identifiers;
  }

  /** The name as SQL must write it. */
  String quoted(String name) {
    return SqlNames.quoted(name, keywords);
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
}
