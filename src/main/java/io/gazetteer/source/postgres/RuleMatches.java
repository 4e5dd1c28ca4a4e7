package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the entries of a selection that match no schema of the current database. Names are looked
 * up here and only true expressions are sent to the server, because clients send a rule for each of
 * thousands of schemas.
 */
final class RuleMatches {

  private final Connection connection;
  private final Selection selection;

  RuleMatches(Connection connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  FilterMatch read() throws SQLException {
    Object[] all =
        Stream.concat(selection.include().stream(), selection.exclude().stream())
            .map(Selection.Rule::database)
            .distinct()
            .toArray();
    if (all.length == 0) {
      return FilterMatch.UNKNOWN;
    }
    Set<String> databases = ask("matching", all);
    List<Selection.Rule> include = ofDatabases(selection.include(), databases);
    List<Selection.Rule> exclude = ofDatabases(selection.exclude(), databases);
    Set<String> names = names();
    Set<String> unmatched =
        ask(
            "unmatched",
            Stream.concat(include.stream(), exclude.stream())
                .flatMap(rule -> rule.schema().stream())
                .filter(expression -> Selection.onlyName(expression).isEmpty())
                .distinct()
                .toArray());
    return new FilterMatch(
        include.size(),
        include.stream().filter(rule -> isUnmatched(rule, names, unmatched)).toList(),
        exclude.stream().filter(rule -> isUnmatched(rule, names, unmatched)).toList());
  }

  private static List<Selection.Rule> ofDatabases(
      List<Selection.Rule> rules, Set<String> databases) {
    return rules.stream().filter(rule -> databases.contains(rule.database())).toList();
  }

  private static boolean isUnmatched(
      Selection.Rule rule, Set<String> names, Set<String> unmatched) {
    if (rule.schema().isEmpty()) {
      return false;
    }
    Optional<String> name = rule.schemaName();
    return name.map(only -> !names.contains(only))
        .orElseGet(() -> unmatched.contains(rule.schema().get()));
  }

  private Set<String> ask(String file, Object[] expressions) throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(RuleMatches.class, file))) {
      statement.setArray(1, connection.createArrayOf("text", expressions));
      add(statement, found);
    }
    return found;
  }

  private Set<String> names() throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(RuleMatches.class, "schema_names"))) {
      add(statement, found);
    }
    return found;
  }

  private static void add(PreparedStatement statement, Set<String> found) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
  }
}
