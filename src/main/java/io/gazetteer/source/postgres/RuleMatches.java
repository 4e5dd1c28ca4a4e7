package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
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
  private String database = "";

  RuleMatches(Connection connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  FilterMatch read() throws SQLException {
    List<String> all =
        Stream.concat(selection.include().stream(), selection.exclude().stream())
            .map(Selection.Rule::database)
            .distinct()
            .toList();
    if (all.isEmpty()) {
      return FilterMatch.UNKNOWN;
    }
    CopyStream stream = new CopyStream(connection);
    Set<String> names = new HashSet<>();
    stream.forEach(sql("schema_names"), row -> names.add(row.text(0)));
    stream.forEach(sql("database"), row -> database = row.shared(0));
    SentRules rules = new SentRules(stream.text(), database);
    Set<String> databases = rules.matching(connection, all);
    List<Selection.Rule> include = ofDatabases(selection.include(), databases);
    List<Selection.Rule> exclude = ofDatabases(selection.exclude(), databases);
    Set<String> unmatched = unmatched(rules, include, exclude);
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
    return rule.schemaName()
        .map(only -> !names.contains(only))
        .orElseGet(() -> unmatched.contains(rule.schema().get()));
  }

  /** Expressions for which the server finds no schema. */
  private Set<String> unmatched(
      SentRules rules, List<Selection.Rule> include, List<Selection.Rule> exclude)
      throws SQLException {
    List<String> expressions =
        Stream.concat(include.stream(), exclude.stream())
            .flatMap(rule -> rule.schema().stream())
            .filter(expression -> Selection.onlyName(expression).isEmpty())
            .distinct()
            .toList();
    Set<String> unmatched = new HashSet<>();
    for (int place : rules.places(connection, sql("unmatched"), expressions)) {
      unmatched.add(expressions.get(place));
    }
    return unmatched;
  }

  private static String sql(String statement) {
    return SqlFiles.of(RuleMatches.class, statement);
  }
}
