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

  private final Set<String> columns = new HashSet<>();

  void read(CopyStream stream) throws SQLException {
    stream.forEach(SqlFiles.of(Capabilities.class, "columns"), row -> columns.add(row.text(0)));
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
