package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tables, views and the like of the selected schemas, without their columns. */
final class RelationReader {

  private static final char SEQUENCE = 'S';

  private final CopyStream stream;
  private final ReadContext context;
  private final Relations relations;

  /**
   * A reader.
   *
   * @param relations takes what is read
   */
  RelationReader(CopyStream stream, ReadContext context, Relations relations) {
    this.stream = stream;
    this.context = context;
    this.relations = relations;
  }

  /** Columns of {@code names.sql}. */
  private enum NameField {
    OID,
    SCHEMA,
    NAME,
    KIND,
    PARTITION,
    EXCLUDED
  }

  /** Columns of {@code relations.sql}. */
  private enum Field {
    OID,
    SCHEMA,
    NAME,
    KIND,
    OWNER,
    PERSISTENCE,
    ROWS,
    PAGES,
    TOAST_PAGES,
    ACCESS_METHOD,
    TABLESPACE,
    FOREIGN_SERVER,
    ROW_SECURITY,
    POPULATED,
    OF_TYPE,
    PARTITION,
    COMMENT,
    EXCLUDED,
    OPTIONS,
    ACL,
    FURTHER
  }

  /** Columns of {@code inheritance.sql}. */
  private enum Inheritance {
    CHILD,
    PARENT,
    BOUND,
    PARENT_SCHEMA,
    PARENT_NAME,
    PARENT_IS_PARTITION
  }

  /** Columns of {@code partitioned.sql}. */
  private enum Partitioned {
    OID,
    STRATEGY,
    COLUMNS
  }

  /**
   * Finds what the scope of a read does not cover: passes what is unchanged to its sink, and notes
   * all that the selection excludes, as no other statement looks at relations that are not read.
   */
  static void readNames(
      Connection connection, Schemas schemas, ReadScope scope, Relations relations)
      throws SQLException {
    if (scope.isAll()) {
      return;
    }
    scope.handOver(connection);
    new CopyStream(connection)
        .forEach(
            CatalogSql.text(RelationReader.class, "names"),
            NameField.class,
            row -> {
              long oid = row.number(NameField.OID);
              SchemaEntry schema = schemas.get(row.number(NameField.SCHEMA));
              if (row.letter(NameField.KIND) != SEQUENCE && row.flag(NameField.EXCLUDED)) {
                relations.exclude(oid, schema, row.text(NameField.NAME));
              } else if (!scope.has(oid)) {
                unchanged(row, schema, scope.unchanged(), relations);
              }
            });
  }

  private static void unchanged(
      CopyRow<NameField> row, SchemaEntry schema, UnchangedSink sink, Relations relations) {
    String name = row.text(NameField.NAME);
    char kind = row.letter(NameField.KIND);
    if (kind == SEQUENCE) {
      sink.unchanged(PostgresKinds.SEQUENCE, schema.name(), name);
      return;
    }
    ColumnRow.RelationRef relation =
        new ColumnRow.RelationRef(
            schema.name(), name, RelationEntry.kind(kind), row.flag(NameField.PARTITION));
    relations.addUnchanged(row.number(NameField.OID), relation);
    sink.unchanged(relation);
  }

  /** Reads the relations. */
  void read(Expressions expressions) throws SQLException {
    stream.forEach(sql("relations"), Field.class, this::relation);
    readInheritance(expressions);
    stream.forEach(sql("partitioned"), Partitioned.class, this::partitioned);
  }

  private String sql(String statement) {
    return context.sql().of(RelationReader.class, statement);
  }

  private void relation(CopyRow<Field> row) {
    long oid = row.number(Field.OID);
    SchemaEntry schema = context.schemas().get(row.number(Field.SCHEMA));
    if (row.flag(Field.EXCLUDED)) {
      relations.exclude(oid, schema, row.text(Field.NAME));
      return;
    }
    char kind = row.letter(Field.KIND);
    RelationEntry entry = new RelationEntry();
    entry.schemaEntry = schema;
    entry.schema = schema.name();
    entry.acl = row.shared(Field.ACL);
    entry.extension = context.members().of("pg_class", oid);
    entry.name = row.text(Field.NAME);
    entry.kind = RelationEntry.kind(kind);
    entry.owner = row.shared(Field.OWNER);
    entry.stored = kind == 'r' || kind == 'm';
    entry.rowEstimate = row.isNull(Field.ROWS) ? null : row.number(Field.ROWS);
    entry.pages =
        row.number(Field.PAGES)
            + (row.isNull(Field.TOAST_PAGES) ? 0 : row.number(Field.TOAST_PAGES));
    entry.storage = storage(row);
    entry.partition = row.flag(Field.PARTITION);
    entry.comment = row.text(Field.COMMENT);
    entry.reference =
        new ColumnRow.RelationRef(entry.schema, entry.name, entry.kind, entry.partition);
    relations.add(oid, entry);
    context.escapes().note(row, "relation", entry.schema, entry.name);
    context
        .damage()
        .note(
            Damage.Level.RELATION,
            entry.named(),
            entry.owner,
            entry.storage.accessMethod(),
            entry.storage.tablespace(),
            entry.storage.foreignServer());
  }

  private static RelationRow.Storage storage(CopyRow<Field> row) {
    return new RelationRow.Storage(
        row.letter(Field.PERSISTENCE) == 'u',
        row.text(Field.ACCESS_METHOD),
        row.shared(Field.TABLESPACE),
        row.text(Field.FOREIGN_SERVER),
        ForeignOptions.shown(ArrayText.elements(row.text(Field.OPTIONS))),
        row.flag(Field.ROW_SECURITY),
        row.flag(Field.POPULATED),
        row.text(Field.OF_TYPE),
        List.of(),
        row.texts(Field.FURTHER));
  }

  private void readInheritance(Expressions expressions) throws SQLException {
    Map<RelationEntry, Set<String>> parents = new LinkedHashMap<>();
    Map<Long, Set<Long>> partitions = new HashMap<>();
    expressions.bounds(
        sql("inheritance"),
        Inheritance.class,
        List.of(Inheritance.CHILD, Inheritance.PARENT),
        (row, known) -> {
          long oid = row.number(Inheritance.CHILD);
          partitions
              .computeIfAbsent(row.number(Inheritance.PARENT), key -> new HashSet<>())
              .add(oid);
          RelationEntry child = relations.get(oid);
          if (child != null) {
            inherits(row, child, known, parents);
          }
        });
    partitions.forEach(
        (oid, children) -> {
          RelationEntry parent = relations.get(oid);
          if (parent != null) {
            parent.partitionCount = children.size();
          }
        });
    parents.forEach((child, names) -> child.inheritsFrom = List.copyOf(names));
  }

  private void inherits(
      CopyRow<Inheritance> row,
      RelationEntry child,
      boolean boundKnown,
      Map<RelationEntry, Set<String>> parents) {
    String schema = row.text(Inheritance.PARENT_SCHEMA);
    String name = row.text(Inheritance.PARENT_NAME);
    CatalogDamage damage = context.damage();
    damage.note(Damage.Level.RELATION, child.named(), schema, name);
    if (child.partition) {
      child.boundKnown =
          damage.known(boundKnown, Damage.Level.RELATION, child.named() + " (its bound)");
      child.partitionOf =
          new RelationRow.PartitionOf(
              schema, name, row.flag(Inheritance.PARENT_IS_PARTITION), row.text(Inheritance.BOUND));
    } else {
      parents
          .computeIfAbsent(child, key -> new LinkedHashSet<>())
          .add(context.identifiers().quoted(schema, name));
    }
  }

  private void partitioned(CopyRow<Partitioned> row) {
    RelationEntry entry = relations.get(row.number(Partitioned.OID));
    if (entry != null) {
      entry.partitionStrategy =
          switch (row.letter(Partitioned.STRATEGY)) {
            case 'l' -> "LIST";
            case 'h' -> "HASH";
            default -> "RANGE";
          };
      entry.partitionColumns = row.numbers(Partitioned.COLUMNS);
    }
  }
}
