package io.gazetteer.source.h2;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Privileges;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Unread;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One read of one database. */
final class H2Reader {

  private final Connection connection;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<List<String>, Relation> relations = new LinkedHashMap<>();
  private final Set<String> schemasLeftOut = new HashSet<>();
  private final Map<String, Set<String>> relationsLeftOut = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<ColumnRow.ColumnRef> primary = new HashSet<>();
  private final Set<ColumnRow.ColumnRef> indexed = new HashSet<>();
  private final Map<ColumnRow.ColumnRef, ColumnRow.ColumnRef> refersTo = new HashMap<>();
  private final Map<ColumnRow.ColumnRef, List<ColumnRow.ColumnRef>> referredBy = new HashMap<>();

  H2Reader(Connection connection) {
    this.connection = connection;
  }

  private static final class Schema {
    private String owner;
    private String comment;
    private int tables;
    private int views;
  }

  private static final class Relation {
    private ColumnRow.RelationRef reference;
    private String comment;
    private Long rows;
    private String definition;
    private int columns;
  }

  private interface RowReader {
    void row(ResultSet row) throws SQLException;
  }

  String databaseName() throws SQLException {
    String[] name = new String[1];
    each("database", row -> name[0] = row.getString(1));
    return name[0];
  }

  long count() throws SQLException {
    long[] count = new long[1];
    each("count", row -> count[0] = row.getLong(1));
    return count[0];
  }

  Reading read(Selection selection, RowSink sink) throws SQLException {
    Wanted wanted = new Wanted(selection, databaseName());
    readSchemas(wanted.schemas());
    readRelations(wanted.relations());
    sink.pause();
    readKeys();
    each("columns", row -> column(row, sink));
    each("constraints", row -> constraint(row, sink));
    relations.values().forEach(relation -> sink.relation(row(relation)));
    schemas.forEach((name, schema) -> sink.schema(row(name, schema)));
    each("database", row -> sink.database(database(row)));
    return new Reading(
        schemasLeftOut,
        relationsLeftOut,
        Vocabulary.standard().objectKinds().stream()
            .filter(kind -> !kind.equals(PostgresKinds.CONSTRAINT))
            .collect(Collectors.toSet()),
        warnings);
  }

  private void readSchemas(Predicate<String> wanted) throws SQLException {
    each(
        "schemas",
        row -> {
          String name = row.getString(1);
          if (!wanted.test(name)) {
            schemasLeftOut.add(name);
            return;
          }
          Schema schema = new Schema();
          schema.owner = row.getString(2);
          schema.comment = row.getString(3);
          schemas.put(name, schema);
        });
  }

  private void readRelations(Predicate<String> wanted) throws SQLException {
    each(
        "relations",
        row -> {
          String schema = row.getString(1);
          String name = row.getString(2);
          if (!schemas.containsKey(schema)) {
            return;
          }
          if (!wanted.test(name)) {
            relationsLeftOut.computeIfAbsent(schema, key -> new HashSet<>()).add(name);
            return;
          }
          relations.put(List.of(schema, name), relation(row));
        });
  }

  private Relation relation(ResultSet row) throws SQLException {
    Relation relation = new Relation();
    boolean view = row.getBoolean(3);
    relation.reference =
        new ColumnRow.RelationRef(
            row.getString(1),
            row.getString(2),
            view ? RelationKind.VIEW : RelationKind.TABLE,
            false);
    relation.comment = row.getString(4);
    relation.rows = row.getObject(5, Long.class);
    relation.definition = row.getString(6);
    if (view && relation.definition == null) {
      warnings.add(
          "The query of view %s.%s could not be read"
              .formatted(row.getString(1), row.getString(2)));
    }
    Schema schema = schemas.get(row.getString(1));
    if (view) {
      schema.views++;
    } else {
      schema.tables++;
    }
    return relation;
  }

  private void readKeys() throws SQLException {
    each(
        "key_columns",
        row -> (row.getString(1).equals("P") ? primary : indexed).add(reference(row, 2)));
    each(
        "foreign_keys",
        row -> {
          refersTo.putIfAbsent(reference(row, 1), reference(row, 4));
          referredBy
              .computeIfAbsent(reference(row, 4), key -> new ArrayList<>())
              .add(reference(row, 1));
        });
  }

  private static ColumnRow.ColumnRef reference(ResultSet row, int first) throws SQLException {
    return new ColumnRow.ColumnRef(
        row.getString(first), row.getString(first + 1), row.getString(first + 2));
  }

  private void column(ResultSet row, RowSink sink) throws SQLException {
    Relation relation = relations.get(List.of(row.getString(1), row.getString(2)));
    if (relation == null) {
      return;
    }
    relation.columns++;
    ColumnRow.ColumnRef self = reference(row, 1);
    sink.column(
        new ColumnRow(
            relation.reference,
            row.getString(3),
            row.getInt(4),
            new ColumnRow.Type(
                row.getString(5),
                row.getString(6),
                null,
                row.getObject(7, Integer.class),
                row.getObject(8, Integer.class),
                row.getObject(9, Integer.class),
                null),
            row.getBoolean(10),
            row.getString(11),
            Set.of(),
            row.getString(12),
            row.getBoolean(13) ? "STORED" : null,
            row.getString(14),
            List.of(),
            new ColumnRow.Keys(
                primary.contains(self), refersTo.containsKey(self), indexed.contains(self), 0),
            refersTo.get(self),
            referredBy.getOrDefault(self, List.of()),
            Privileges.NONE,
            Map.of()));
  }

  private void constraint(ResultSet row, RowSink sink) throws SQLException {
    Relation relation = relations.get(List.of(row.getString(1), row.getString(2)));
    if (relation == null) {
      return;
    }
    sink.object(
        new ObjectRow(
            PostgresKinds.CONSTRAINT,
            row.getString(1),
            relation.reference,
            row.getString(3),
            row.getString(3),
            null,
            row.getString(5),
            null,
            Set.of(),
            Map.of("subType", row.getString(4)),
            Map.of(),
            null));
  }

  private static RelationRow row(Relation relation) {
    return new RelationRow(
        relation.reference.schema(),
        relation.reference.name(),
        relation.reference.kind(),
        null,
        relation.comment,
        relation.columns,
        new RelationRow.Size(relation.rows, null),
        new RelationRow.Storage(
            false, null, null, null, List.of(), false, true, null, List.of(), Map.of()),
        null,
        null,
        relation.definition,
        relation.reference.kind().isView() && relation.definition == null
            ? Set.of(Unread.DEFINITION)
            : Set.of(),
        null,
        Privileges.NONE);
  }

  private static SchemaRow row(String name, Schema schema) {
    return new SchemaRow(
        name,
        schema.owner,
        schema.comment,
        schema.tables,
        schema.views,
        null,
        Privileges.NONE,
        Set.of());
  }

  private DatabaseRow database(ResultSet row) throws SQLException {
    return new DatabaseRow(
        row.getString(1),
        null,
        null,
        null,
        null,
        schemas.size(),
        row.getString(2),
        Privileges.NONE,
        null,
        Map.of());
  }

  private void each(String statement, RowReader reader) throws SQLException {
    try (Statement running = connection.createStatement();
        ResultSet rows = running.executeQuery(SqlFiles.of(H2Reader.class, statement))) {
      while (rows.next()) {
        reader.row(rows);
      }
    }
  }
}
