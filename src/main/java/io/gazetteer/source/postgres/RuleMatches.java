package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.copy.ServerText;
import java.sql.Connection;
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

  /** Columns of {@code schema_names.sql}. */
  private enum Field {
    DATABASE,
    SCHEMA
  }

  /** The same with names that are read now. */
  FilterMatch read() throws SQLException {
    if (selection.include().isEmpty() && selection.exclude().isEmpty()) {
      return FilterMatch.UNKNOWN;
    }
    CopyStream stream = new CopyStream(connection);
    String[] database = new String[1];
    Set<String> names = new HashSet<>();
    stream.forEach(
        sql("schema_names"),
        Field.class,
        row -> {
          database[0] = row.shared(Field.DATABASE);
          names.add(row.text(Field.SCHEMA));
        });
    return read(names, stream.text(), database[0]);
  }

  /**
   * Compares rules with names.
   *
   * @param names of all schemas
   * @param text of the database
   */
  FilterMatch read(Set<String> names, ServerText text, String database) throws SQLException {
    SentRules rules = new SentRules(text, database);
    Set<String> databases =
        rules.matching(
            connection,
            Stream.concat(selection.include().stream(), selection.exclude().stream())
                .map(Selection.Rule::database)
                .toList());
    List<Selection.Rule> include = ofDatabases(selection.include(), databases);
    List<Selection.Rule> exclude = ofDatabases(selection.exclude(), databases);
    List<String> expressions =
        Stream.concat(include.stream(), exclude.stream())
            .flatMap(rule -> rule.schema().stream())
            .filter(expression -> Selection.onlyName(expression).isEmpty())
            .distinct()
            .toList();
    Set<String> unmatched = new HashSet<>();
    if (!expressions.isEmpty()) {
      for (int place : rules.places(connection, sql("unmatched"), expressions)) {
        unmatched.add(expressions.get(place));
      }
    }
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

  private static String sql(String statement) {
    return SqlFiles.of(RuleMatches.class, statement);
  }
}
