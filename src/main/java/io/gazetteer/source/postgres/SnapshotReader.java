package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Damage;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.Unread;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.copy.ServerText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Reads the plain catalogs of one database inside the caller's snapshot. Nothing here opens a user
 * relation, so no DDL at the source ever waits for it.
 */
final class SnapshotReader {

  private static final char SEQUENCE = 'S';

  private final Connection connection;
  private final Selection selection;
  private final Catalog catalog;
  private final Definitions definitions;
  private final ReadProgress progress;
  private boolean schemasRead;

  /**
   * A reader.
   *
   * @param definitions takes what has to be read apart
   * @param progress told while {@link #read} goes on
   */
  SnapshotReader(
      Connection connection,
      Selection selection,
      Catalog catalog,
      Definitions definitions,
      ReadProgress progress) {
    this.connection = connection;
    this.selection = selection;
    this.catalog = catalog;
    this.definitions = definitions;
    this.progress = progress;
  }

  /**
   * Fills the catalog and hands the columns, save generated ones, to the sink as they come.
   *
   * @return the catalog
   */
  Catalog read(RowSink sink) throws SQLException {
    readDatabase();
    readSchemas();
    catalog.extensionParts = catalog.extensionSchemas.parts(connection);
    handOverSelection();
    CopyStream stream = new CopyStream(connection);
    readNames(stream);
    OptionalReads optional = new OptionalReads(connection, catalog);
    Expressions expressions = new Expressions(connection, stream, catalog);
    prepare(stream, optional);
    stream.forEach(catalog.fit(sql("relations")), this::relation);
    readInheritance(expressions);
    stream.forEach(catalog.fit(sql("partitioned")), this::partitioned);
    definitions.addRelations();
    progress.objectsFollow();
    stream.forEach(sql("domains"), this::domain);
    expressions.routines(sql("routines"), this::routine);
    definitions.addRoutines();
    new ObjectReader(stream, optional, catalog, definitions).read(sink);
    new KeyReader(stream, catalog, definitions).read(progress.keyColumns(), sink);
    definitions.flush();
    progress.columnsFollow();
    select("few_workers");
    if (catalog.scope.isAll()) {
      select("merge_joins");
    }
    ColumnReader columns = new ColumnReader(catalog, sink, definitions::addGenerated);
    expressions.columns(catalog.fit(sql("columns")), columns);
    columns.end();
    definitions.flush();
    if (!catalog.kept.isEmpty()) {
      new FigureReader(stream, catalog, catalog.blockSizeBytes)
          .read(catalog.scope.unchanged().orElseThrow(), catalog.kept::containsKey);
    }
    return catalog;
  }

  /**
   * Tells the sink which relations are kept, and notes all that the selection leaves out: no other
   * statement looks at relations that are not read.
   */
  private void readNames(CopyStream stream) throws SQLException {
    if (catalog.scope.isAll()) {
      return;
    }
    catalog.scope.handOver(connection);
    stream.forEach(
        sql("names"),
        row -> {
          Catalog.SchemaEntry schema = catalog.schemas.get(row.number(1));
          if (row.letter(3) == SEQUENCE) {
            keepSequence(row, schema);
          } else if (row.flag(5)) {
            catalog.leaveOut(row.number(0), schema, row.text(2));
          } else if (!catalog.scope.has(row.number(0))) {
            ColumnRow.RelationRef relation =
                new ColumnRow.RelationRef(
                    schema.name, row.text(2), Catalog.kind(row.letter(3)), row.flag(4));
            catalog.kept.put(row.number(0), relation);
            count(schema, relation.kind(), relation.partition());
            catalog.scope.unchanged().orElseThrow().unchanged(relation);
          }
        });
  }

  private void keepSequence(CopyRow row, Catalog.SchemaEntry schema) {
    if (!catalog.scope.has(row.number(0))) {
      UnchangedSink sink = catalog.scope.unchanged().orElseThrow();
      sink.unchanged(PostgresKinds.SEQUENCE, schema.name, row.text(2));
    }
  }

  /** Hands nothing but figures to the sink; the catalog then holds the schemas alone. */
  void readFigures(UnchangedSink unchanged) throws SQLException {
    readDatabase();
    readSchemas();
    handOverSelection();
    FigureReader figures =
        new FigureReader(new CopyStream(connection), catalog, catalog.blockSizeBytes);
    figures.readSizes(unchanged);
    figures.read(unchanged, relation -> true);
  }

  private void prepare(CopyStream stream, OptionalReads optional) throws SQLException {
    catalog.capabilities.read(stream);
    catalog.identifiers.read(stream);
    stream.forEach(catalog.capabilities.fit(sql("database_further")), this::databaseFurther);
    if (!optional.read(
        PostgresKinds.ROLE, () -> catalog.access.read(stream, catalog.capabilities))) {
      catalog.couldNotRead(Unread.ACCESS);
    }
    if (!optional.read(
        PostgresKinds.EXTENSION, () -> stream.forEach(sql("extension_members"), this::member))) {
      catalog.couldNotRead(Unread.EXTENSION);
    }
    catalog.schemas.forEach(
        (oid, schema) -> schema.extension = catalog.extensionOf("pg_namespace", oid));
  }

  private void member(CopyRow row) {
    catalog
        .extensionMembers
        .computeIfAbsent(row.text(0), key -> new HashMap<>())
        .put(row.number(1), row.text(2));
  }

  /**
   * Counts what a read would hand out of the kinds of which there are few, in the open transaction.
   */
  long countObjects() throws SQLException {
    readSchemas();
    handOverSelection();
    CopyStream stream = new CopyStream(connection);
    OptionalReads optional = new OptionalReads(connection, catalog);
    catalog.capabilities.read(stream);
    return new ObjectReader(stream, optional, catalog, definitions).count();
  }

  private static String sql(String statement) {
    return SqlFiles.of(SnapshotReader.class, statement);
  }

  private void readDatabase() throws SQLException {
    new CopyStream(connection).forEach(sql("database"), this::database);
    if (catalog.database == null) {
      throw new SQLException(
          "pg_database does not list the current database", SqlState.INSUFFICIENT_PRIVILEGE);
    }
  }

  private void database(CopyRow row) {
    catalog.database =
        new DatabaseRow(
            row.shared(0),
            row.shared(1),
            row.shared(2),
            row.shared(3),
            row.shared(4),
            0,
            row.shared(5),
            catalog.access.granted(row.shared(7)),
            catalog.sizes.databaseBytes(),
            Map.of());
    catalog.blockSizeBytes = row.number(6);
    catalog.escapes.noteShared("database", row.shared(0), row.shared(2));
  }

  private void databaseFurther(CopyRow row) {
    Map<String, String> further = new LinkedHashMap<>(row.sharedTexts(0));
    List<String> settings = ForeignOptions.shown(ArrayText.elements(row.shared(1)));
    if (!settings.isEmpty()) {
      further.put("settings", String.join(", ", settings));
    }
    catalog.databaseFurther = further;
  }

  /** Reads which schemas there are and which of them are selected; once. */
  void readSchemas() throws SQLException {
    if (schemasRead) {
      return;
    }
    schemasRead = true;
    catalog.extensionSchemas.read(connection, selection, catalog);
    new SchemaReader(connection, selection, catalog).read();
  }

  private void handOverSelection() throws SQLException {
    handOver(connection, catalog, selection);
  }

  /** Tells a session for the rest of its transaction what is selected. */
  static void handOver(Connection connection, Catalog catalog, Selection selection)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql("settings"))) {
      statement.setString(1, ArrayText.of(catalog.schemas.keySet()));
      statement.setString(
          2,
          ServerText.of(connection.unwrap(PGConnection.class))
              .expression(selection.excludedRelations().orElse("")));
      statement.setString(3, selection.excludedKinds());
      statement.execute();
    }
  }

  /** Runs a statement for what it does. */
  private void select(String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql(name))) {
      statement.execute();
    }
  }

  private void relation(CopyRow row) {
    Catalog.SchemaEntry schema = catalog.schemas.get(row.number(1));
    String name = row.text(2);
    if (row.flag(17)) {
      catalog.leaveOut(row.number(0), schema, name);
      return;
    }
    Catalog.RelationEntry entry = new Catalog.RelationEntry();
    entry.schema = schema.name;
    entry.schemaEntry = schema;
    entry.acl = row.shared(19);
    entry.extension = catalog.extensionOf("pg_class", row.number(0));
    entry.name = name;
    entry.kind = Catalog.kind(row.letter(3));
    entry.owner = row.shared(4);
    entry.stored = row.letter(3) == 'r' || row.letter(3) == 'm';
    entry.rowEstimate = row.isNull(6) ? null : row.number(6);
    entry.pages = row.number(7) + (row.isNull(8) ? 0 : row.number(8));
    entry.storage =
        new RelationRow.Storage(
            row.letter(5) == 'u',
            row.text(9),
            row.shared(10),
            row.text(11),
            ForeignOptions.shown(ArrayText.elements(row.text(18))),
            row.flag(12),
            row.flag(13),
            row.text(14),
            List.of(),
            row.texts(20));
    entry.partition = row.flag(15);
    entry.comment = row.text(16);
    entry.reference =
        new ColumnRow.RelationRef(entry.schema, entry.name, entry.kind, entry.partition);
    catalog.relations.put(row.number(0), entry);
    catalog.escapes.note(row, "relation", entry.schema, entry.name);
    catalog.damage.note(
        Damage.Level.RELATION,
        entry.named(),
        entry.owner,
        entry.storage.accessMethod(),
        entry.storage.tablespace(),
        entry.storage.foreignServer());
    count(schema, entry.kind, entry.partition);
  }

  private static void count(Catalog.SchemaEntry schema, RelationKind kind, boolean partition) {
    if (kind.isView()) {
      schema.viewCount++;
    } else if (!partition) {
      schema.tableCount++;
    }
  }

  private void readInheritance(Expressions expressions) throws SQLException {
    Map<Long, Set<String>> parents = new LinkedHashMap<>();
    Map<Long, Set<Long>> partitions = new HashMap<>();
    expressions.inheritance(
        catalog.fit(sql("inheritance")),
        (row, known) -> {
          Catalog.RelationEntry child = catalog.relations.get(row.number(0));
          partitions.computeIfAbsent(row.number(1), key -> new HashSet<>()).add(row.number(0));
          if (child == null) {
            return;
          }
          catalog.damage.note(Damage.Level.RELATION, child.named(), row.text(3), row.text(4));
          if (child.partition) {
            child.boundKnown =
                catalog.damage.known(known, Damage.Level.RELATION, child.named() + " (its bound)");
            child.partitionOf =
                new RelationRow.PartitionOf(row.text(3), row.text(4), row.flag(5), row.text(2));
          } else {
            parents
                .computeIfAbsent(row.number(0), key -> new LinkedHashSet<>())
                .add(catalog.identifiers.quoted(row.text(3), row.text(4)));
          }
        });
    partitions.forEach(
        (oid, children) -> {
          Catalog.RelationEntry parent = catalog.relations.get(oid);
          if (parent != null) {
            parent.partitionCount = children.size();
          }
        });
    parents.forEach(
        (child, names) -> catalog.relations.get(child).inheritsFrom = List.copyOf(names));
  }

  private void partitioned(CopyRow row) {
    Catalog.RelationEntry entry = catalog.relations.get(row.number(0));
    if (entry != null) {
      entry.partitionStrategy =
          switch (row.letter(1)) {
            case 'l' -> "LIST";
            case 'h' -> "HASH";
            default -> "RANGE";
          };
      entry.partitionColumns = row.numbers(2);
    }
  }

  private void domain(CopyRow row) {
    catalog.domains.put(row.number(0), Catalog.Domain.of(row));
  }

  private void routine(CopyRow row, boolean known) {
    Catalog.RoutineEntry entry = new Catalog.RoutineEntry();
    entry.schema = catalog.schemas.get(row.number(1)).name;
    entry.name = row.text(2);
    entry.procedure = row.letter(3) == 'p';
    entry.argumentTypesJson = row.checkedJson(row.text(4));
    entry.argumentsJson = row.checkedJson(row.text(5));
    entry.result = row.text(6);
    entry.returnsSet = row.flag(7);
    entry.language = row.text(8);
    entry.owner = row.shared(9);
    entry.volatility = row.letter(10);
    entry.securityDefiner = row.flag(11);
    entry.strict = row.flag(12);
    entry.parallel = row.letter(13);
    entry.comment = row.text(14);
    entry.extension = catalog.extensionOf("pg_proc", row.number(0));
    entry.rights = catalog.access.granted(row.shared(15));
    entry.leakproof = row.flag(16);
    entry.settings = ForeignOptions.shown(ArrayText.elements(row.text(17)));
    String named = entry.schema + "." + entry.name;
    entry.argumentDefaultsKnown =
        catalog.damage.known(known, Damage.Level.ROUTINE, named + " (its arguments' defaults)");
    catalog.routines.put(row.number(0), entry);
    catalog.escapes.note(row, "routine", entry.schema, entry.name);
    catalog.damage.note(
        Damage.Level.ROUTINE,
        named,
        entry.owner,
        entry.language,
        CatalogDamage.types(entry.argumentsJson));
  }
}
