package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.ServerText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Filter rules as one database can evaluate them. The name of a database is shared by all databases
 * of the server and may not be valid in the encoding of the one that evaluates, so that a rule that
 * means one database is decided here.
 */
final class SentRules {

  private static final String MATCHES_EVERYTHING = "";
  private static final String MATCHES_NOTHING = "^(?=a)b";

  private final ServerText text;
  private final String database;

  /**
   * Rules for a database.
   *
   * @param text of the database
   * @param database its name
   */
  SentRules(ServerText text, String database) {
    this.text = text;
    this.database = database;
  }

  /** Include rules; none only where there was none, which means everything. */
  List<Selection.Rule> include(List<Selection.Rule> rules) {
    List<Selection.Rule> sent = ofDatabase(rules);
    return sent.isEmpty() && !rules.isEmpty()
        ? List.of(new Selection.Rule(MATCHES_NOTHING, Optional.empty()))
        : sent;
  }

  /** Exclude rules. */
  List<Selection.Rule> exclude(List<Selection.Rule> rules) {
    return ofDatabase(rules);
  }

  private List<Selection.Rule> ofDatabase(List<Selection.Rule> rules) {
    List<Selection.Rule> sent = new ArrayList<>();
    for (Selection.Rule rule : rules) {
      Optional<Boolean> decided = decided(rule.database());
      if (decided.orElse(true)) {
        sent.add(
            new Selection.Rule(
                decided.isPresent() ? MATCHES_EVERYTHING : text.expression(rule.database()),
                rule.schema().map(text::expression)));
      }
    }
    return sent;
  }

  /** Whether an expression matches the database; empty where the server must decide. */
  Optional<Boolean> decided(String expression) {
    return Selection.onlyName(expression).map(database::equals);
  }

  /** Those of some expressions that match the database. */
  Set<String> matching(Connection connection, Collection<String> expressions) throws SQLException {
    Set<String> found = new HashSet<>();
    List<String> undecided = new ArrayList<>();
    for (String expression : Set.copyOf(expressions)) {
      Optional<Boolean> decided = decided(expression);
      if (decided.isEmpty()) {
        undecided.add(expression);
      } else if (decided.get()) {
        found.add(expression);
      }
    }
    if (!undecided.isEmpty()) {
      String sql = SqlFiles.of(SentRules.class, "matching");
      for (int place : places(connection, sql, undecided)) {
        found.add(undecided.get(place));
      }
    }
    return found;
  }

  /** What a statement says of some expressions: places in the list, from 0. */
  List<Integer> places(Connection connection, String sql, List<String> expressions)
      throws SQLException {
    List<Integer> found = new ArrayList<>();
    Object[] sent = expressions.stream().map(text::expression).toArray();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", sent));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt("place") - 1);
        }
      }
    }
    return found;
  }

  /** A parameter of the server's type {@code text[]}; a missing text is NULL. */
  static Array array(
      Connection connection,
      List<Selection.Rule> rules,
      Function<Selection.Rule, Optional<String>> part)
      throws SQLException {
    return connection.createArrayOf(
        "text", rules.stream().map(rule -> part.apply(rule).orElse(null)).toArray(String[]::new));
  }
}
