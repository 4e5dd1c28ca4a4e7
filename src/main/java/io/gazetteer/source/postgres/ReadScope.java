package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.postgres.copy.ArrayText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which relations a read covers, with all that belongs to them: each one, or those that changed.
 * Statements say {@code [[OF c.oid]]} where a row belongs to one relation, and name several columns
 * where it belongs to several.
 */
final class ReadScope {

  /** Each relation that the selection wants. */
  static final ReadScope ALL = new ReadScope(null, null);

  private static final Pattern OF = Pattern.compile("\\s*\\[\\[OF ([\\w., ]+)]]");
  private static final String THEM = "CAST(current_setting('gazetteer.relations') AS oid[])";

  /** Found by an index of the catalog, which the planner takes for a list of unknown length. */
  private static final String ONE_OF_THEM = "%s = ANY (" + THEM + ")";

  /** Looked up in a hash table for each row, as no index has both columns. */
  private static final String AMONG_THEM = "%s IN (SELECT unnest(" + THEM + "))";

  // Null: each relation.
  private final Set<Long> relations;
  // Null: nothing is unchanged.
  private final UnchangedSink unchanged;

  private ReadScope(Set<Long> relations, UnchangedSink unchanged) {
    this.relations = relations;
    this.unchanged = unchanged;
  }

  /** All relations of the selected schemas, by oid. */
  static ReadScope selected(Set<Long> relations) {
    return new ReadScope(Set.copyOf(relations), null);
  }

  /**
   * The relations that changed, by oid.
   *
   * @param unchanged takes the others
   */
  static ReadScope changed(Set<Long> relations, UnchangedSink unchanged) {
    return new ReadScope(Set.copyOf(relations), unchanged);
  }

  /** Takes the selected relations that this scope does not cover. */
  UnchangedSink unchanged() {
    if (unchanged == null) {
      throw new IllegalStateException(
          "This read covers every selected relation, yet one was found outside it");
    }
    return unchanged;
  }

  boolean isAll() {
    return relations == null;
  }

  boolean has(long relation) {
    return relations == null || relations.contains(relation);
  }

  /** A statement that yields what belongs to the relations of this scope. */
  String fit(String statement) {
    return OF.matcher(statement)
        .replaceAll(
            found ->
                isAll() ? "" : Matcher.quoteReplacement("\n    AND " + condition(found.group(1))));
  }

  private static String condition(String columns) {
    String[] names = columns.split(", ");
    String condition = names.length == 1 ? ONE_OF_THEM : AMONG_THEM;
    return Arrays.stream(names)
        .map(condition::formatted)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** Passes the relations to read to the statements of the open transaction. */
  void handOver(Connection connection) throws SQLException {
    if (isAll()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(ReadScope.class, "relations"))) {
      statement.setString(1, ArrayText.of(relations));
      statement.execute();
    }
  }
}
