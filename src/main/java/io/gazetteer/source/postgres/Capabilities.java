package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which columns the server's own catalogs have and the user may read. Statements are fitted to that
 * and not to a version number, which relatives of PostgreSQL set as they like.
 */
final class Capabilities {

  private static final Pattern CHOICE =
      Pattern.compile("\\[\\[(\\w+\\.\\w+) THEN (.*?) ELSE (.*?)]]", Pattern.DOTALL);

  /** Of a server of which nothing is known. */
  static final Capabilities NONE = new Capabilities(Set.of());

  private final Set<String> columns;

  private Capabilities(Set<String> columns) {
    this.columns = columns;
  }

  /** Columns of {@code columns.sql}. */
  private enum Field {
    NAME
  }

  static Capabilities read(CopyStream stream) throws SQLException {
    Set<String> columns = new HashSet<>();
    stream.forEach(
        SqlFiles.of(Capabilities.class, "columns"),
        Field.class,
        row -> columns.add(row.text(Field.NAME)));
    return new Capabilities(columns);
  }

  /**
   * A statement as this server understands it. Where it says {@code [[pg_index.indcheckxmin THEN a
   * ELSE b]]}, a stays when the server has that column, and b when not.
   */
  String fit(String statement) {
    return CHOICE
        .matcher(statement)
        .replaceAll(
            choice ->
                Matcher.quoteReplacement(
                    columns.contains(choice.group(1)) ? choice.group(2) : choice.group(3)));
  }
}
