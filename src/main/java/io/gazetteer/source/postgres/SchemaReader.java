package io.gazetteer.source.postgres;

import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which schemas a database has, and which of them are selected. */
final class SchemaReader {

  private final Connection connection;
  private final Selection selection;
  private final Findings findings;
  private final Map<Long, SchemaEntry> all = new LinkedHashMap<>();
  private final Map<Long, String> missing = new LinkedHashMap<>();
  private String database = "";

  private SchemaReader(Connection connection, Selection selection, Findings findings) {
    this.connection = connection;
    this.selection = selection;
    this.findings = findings;
  }

  /** Columns of {@code schemas.sql}. */
  private enum Field {
    OID,
    NAME,
    OWNER,
    COMMENT,
    ACL,
    DATABASE
  }

  /** Columns of {@code missing.sql}. */
  private enum Missing {
    OID
  }

  /** Reads them inside the open transaction. */
  static Schemas read(Connection connection, Selection selection, Findings findings)
      throws SQLException {
    return new SchemaReader(connection, selection, findings).read();
  }

  private Schemas read() throws SQLException {
    Map<Long, String> extensions = ExtensionSchemas.read(connection, selection, findings);
    CopyStream stream = new CopyStream(connection);
    stream.forEach(sql("schemas"), Field.class, this::schema);
    readMissing(stream);
    SentRules rules = new SentRules(stream.text(), database);
    Set<Long> matching = selected(rules);
    Set<String> named = named(rules);
    findings.damage().lacksSchemas(missing.values());
    Map<Long, SchemaEntry> selected = new LinkedHashMap<>();
    Set<String> excluded = new HashSet<>();
    Map<Long, Schemas.OfExtension> ofExtensions = new HashMap<>();
    all.forEach(
        (oid, schema) -> {
          String extension = named.contains(schema.name()) ? null : extensions.get(oid);
          if (matching.contains(oid) && extension == null) {
            selected.put(oid, schema);
          } else {
            excluded.add(schema.name());
            if (matching.contains(oid)) {
              ofExtensions.put(oid, new Schemas.OfExtension(schema.name(), extension));
            }
          }
        });
    return new Schemas(selected, excluded, ofExtensions);
  }

  private void schema(CopyRow<Field> row) {
    String name = row.text(Field.NAME);
    all.put(
        row.number(Field.OID),
        new SchemaEntry(
            name, row.shared(Field.OWNER), row.text(Field.COMMENT), row.shared(Field.ACL)));
    findings.escapes().note(row, "schema", name);
    database = row.shared(Field.DATABASE);
  }

  /** Schemas that are gone while objects refer to them are read under the name that shows that. */
  private void readMissing(CopyStream stream) throws SQLException {
    stream.forEach(
        sql("missing"),
        Missing.class,
        row -> {
          long oid = row.number(Missing.OID);
          String name = CatalogDamage.unknown(oid);
          missing.put(oid, name);
          all.put(oid, new SchemaEntry(name, null, null, null));
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
          selected.add(row.getLong("oid"));
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
    return CatalogSql.text(SchemaReader.class, statement);
  }
}
