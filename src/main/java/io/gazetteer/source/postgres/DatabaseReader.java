package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.copy.ServerText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the databases of a server. */
final class DatabaseReader {

  private final Connection connection;
  private final Selection selection;

  DatabaseReader(Connection connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  /** Columns of {@code databases.sql}. */
  private enum Field {
    OID,
    NAME,
    CONNECTABLE,
    TEMPLATE
  }

  /** Columns of {@code grantable.sql}. */
  private enum Grantable {
    NAME
  }

  /** A database and whether an expression of either sort of rule matches its name. */
  private record Matched(boolean included, boolean excluded) {}

  /** Reads them inside the open transaction, whose statements must see the same. */
  List<DatabaseListing> read() throws SQLException {
    List<Selection.Rule> whole =
        selection.exclude().stream().filter(rule -> rule.schema().isEmpty()).toList();
    Map<Long, Matched> matched = matched(selection.include(), whole);
    Set<String> included = onlyNames(selection.include());
    Set<String> excluded = onlyNames(whole);
    List<DatabaseListing> databases = new ArrayList<>();
    new CopyStream(connection)
        .forEach(
            sql("databases"),
            Field.class,
            row -> {
              String name = row.shared(Field.NAME);
              Matched expressions =
                  matched.getOrDefault(row.number(Field.OID), new Matched(false, false));
              databases.add(
                  new DatabaseListing(
                      name,
                      row.flag(Field.CONNECTABLE),
                      row.flag(Field.TEMPLATE),
                      expressions.included || included.contains(name),
                      expressions.excluded || excluded.contains(name)));
            });
    databases.sort(Comparator.comparing(DatabaseListing::name));
    return databases;
  }

  /**
   * What expressions that may match several names match, by oid. Names are compared here: they are
   * shared, and may not be valid in the encoding of the database that compares.
   */
  private Map<Long, Matched> matched(List<Selection.Rule> include, List<Selection.Rule> exclude)
      throws SQLException {
    Map<Long, Matched> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql("matched"))) {
      statement.setArray(1, expressions(include));
      statement.setArray(2, expressions(exclude));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getLong("oid"),
              new Matched(rows.getBoolean("included"), rows.getBoolean("excluded")));
        }
      }
    }
    return found;
  }

  private Array expressions(List<Selection.Rule> rules) throws SQLException {
    ServerText text = new CopyStream(connection).text();
    return connection.createArrayOf(
        "text",
        rules.stream()
            .map(Selection.Rule::database)
            .filter(expression -> Selection.onlyName(expression).isEmpty())
            .map(text::expression)
            .toArray());
  }

  /** Names of those that take connections, but none of the role, in the open transaction. */
  static Set<String> grantable(Connection connection) throws SQLException {
    Set<String> found = new HashSet<>();
    new CopyStream(connection)
        .forEach(sql("grantable"), Grantable.class, row -> found.add(row.shared(Grantable.NAME)));
    return found;
  }

  private static Set<String> onlyNames(List<Selection.Rule> rules) {
    Set<String> names = new HashSet<>();
    rules.forEach(rule -> Selection.onlyName(rule.database()).ifPresent(names::add));
    return names;
  }

  private static String sql(String statement) {
    return SqlFiles.of(DatabaseReader.class, statement);
  }
}
