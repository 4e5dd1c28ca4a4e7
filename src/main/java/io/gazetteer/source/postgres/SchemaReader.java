package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which schemas a database has and which of them are selected. */
final class SchemaReader {

  private final Connection connection;
  private final Selection selection;
  private final Catalog catalog;
  private final Map<Long, Catalog.SchemaEntry> all = new LinkedHashMap<>();
  private final Map<Long, String> missing = new LinkedHashMap<>();
  private String database = "";

  SchemaReader(Connection connection, Selection selection, Catalog catalog) {
    this.connection = connection;
    this.selection = selection;
    this.catalog = catalog;
  }

  /** Reads them inside the open transaction. */
  void read() throws SQLException {
    CopyStream stream = new CopyStream(connection);
    stream.forEach(
        sql("schemas"),
        row -> {
          String name = row.text(1);
          all.put(
              row.number(0),
              new Catalog.SchemaEntry(name, row.shared(2), row.text(3), row.shared(4)));
          catalog.escapes.note(row, "schema", name);
          database = row.shared(5);
        });
    readMissing(stream);
    SentRules rules = new SentRules(stream.text(), database);
    Set<Long> selected = selected(rules);
    Set<String> named = named(rules);
    catalog.damage.lacksSchemas(missing.values());
    all.forEach(
        (oid, schema) -> {
          if (selected.contains(oid)
              && !catalog.extensionSchemas.leavesOut(
                  oid, schema.name, named.contains(schema.name))) {
            catalog.schemas.put(oid, schema);
          } else {
            catalog.schemasLeftOut.add(schema.name);
          }
        });
  }

  /** Schemas that are gone while objects refer to them are read under the name that shows that. */
  private void readMissing(CopyStream stream) throws SQLException {
    stream.forEach(
        sql("missing"),
        row -> {
          String name = CatalogDamage.unknown(row.number(0));
          missing.put(row.number(0), name);
          all.put(row.number(0), new Catalog.SchemaEntry(name, null, null, null));
        });
  }

  private Set<Long> selected(SentRules rules) throws SQLException {
    Set<Long> selected = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql("selected"))) {
      bind(statement, 1, rules.include(selection.include()));
      bind(statement, 3, rules.exclude(selection.exclude()));
      statement.setString(5, ArrayText.of(missing.keySet()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          selected.add(row.getLong(1));
        }
      }
    }
    return selected;
  }

  private void bind(PreparedStatement statement, int first, List<Selection.Rule> rules)
      throws SQLException {
    statement.setArray(
        first, SentRules.array(connection, rules, rule -> Optional.of(rule.database())));
    statement.setArray(first + 1, SentRules.array(connection, rules, Selection.Rule::schema));
  }

  /** Names that include rules mean and nothing else. */
  private Set<String> named(SentRules rules) throws SQLException {
    Set<String> named = new HashSet<>();
    Set<String> undecided = new HashSet<>();
    for (Selection.Rule rule : selection.include()) {
      if (rule.schemaName().isPresent() && rules.decided(rule.database()).isEmpty()) {
        undecided.add(rule.database());
      }
    }
    Set<String> matching = rules.matching(connection, undecided);
    for (Selection.Rule rule : selection.include()) {
      if (rules.decided(rule.database()).orElse(matching.contains(rule.database()))) {
        rule.schemaName().ifPresent(named::add);
      }
    }
    return named;
  }

  private static String sql(String statement) {
    return SqlFiles.of(SchemaReader.class, statement);
  }
}
