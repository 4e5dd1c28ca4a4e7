package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.fingerprint.StatisticsMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the plain catalogs of one database inside the caller's snapshot. Nothing here opens a user
 * relation, so no DDL at the source ever waits for it.
 */
final class SnapshotReader {

  private final Connection connection;
  private final Selection selection;
  private final Vocabulary vocabulary;
  private final ObjectSizes sizes;
  private final Findings findings;
  private final Prefetch prefetch;
  // Null until it is read.
  private DatabaseRow database;
  private long blockSizeBytes;

  /**
   * A reader.
   *
   * @param sizes of the database, its tablespaces and its large objects
   * @param findings takes what is found besides rows
   */
  SnapshotReader(
      Connection connection,
      Selection selection,
      Vocabulary vocabulary,
      ObjectSizes sizes,
      Findings findings,
      Prefetch prefetch) {
    this.connection = connection;
    this.selection = selection;
    this.vocabulary = vocabulary;
    this.sizes = sizes;
    this.findings = findings;
    this.prefetch = prefetch;
  }

  /** Columns of {@code database.sql}. */
  private enum Field {
    NAME,
    OWNER,
    COMMENT,
    ENCODING,
    COLLATION,
    VERSION,
    BLOCK_SIZE,
    ACL
  }

  /** Columns of {@code database_further.sql}. */
  private enum Further {
    FURTHER,
    SETTINGS
  }

  /** Reads which schemas there are, and which of them are selected. */
  Schemas readSchemas() throws SQLException {
    return SchemaReader.read(connection, selection, findings);
  }

  /**
   * Reads what a scope covers, and passes on what is complete with that: columns, except generated
   * ones, and objects without definitions of their own.
   *
   * @param marks takes the statistics of what is read
   */
  Snapshot read(Schemas schemas, ReadScope scope, StatisticsMarks.Gathering marks, RowSink sink)
      throws SQLException {
    CopyStream stream = new CopyStream(connection);
    readDatabase(stream);
    List<Reading.ExtensionPart> parts = ExtensionSchemas.parts(connection, schemas);
    SelectionSettings.set(connection, schemas.oids(), selection);
    Relations relations = new Relations(schemas, findings.damage());
    RelationReader.readNames(connection, schemas, scope, relations);
    OptionalReads optional = new OptionalReads(connection, findings);
    ReadContext context = context(stream, optional, schemas, scope, marks);
    DatabaseRow row = furtherDatabase(stream, context);
    Definitions definitions = new Definitions(findings);
    Expressions expressions = new Expressions(connection, stream, findings.damage());
    new RelationReader(stream, context, relations).read(expressions);
    definitions.addRelations(relations.all());
    prefetch.begin(context, relations, definitions);
    Map<Long, RoutineEntry> routines = new RoutineReader(context).read(expressions);
    definitions.addRoutines(routines);
    new ObjectReader(stream, optional, context, relations, definitions).read(sink);
    new KeyReader(stream, context, relations, definitions).read(prefetch.keyColumns(), sink);
    definitions.flush();
    prefetch.beginDefinitions(context, definitions);
    select("few_workers");
    if (scope.isAll()) {
      select("merge_joins");
    }
    ColumnTypes types = ColumnTypes.read(stream);
    new ColumnReader(context, relations, types, definitions, sink).read(expressions);
    definitions.flush();
    if (!relations.unchanged().isEmpty()) {
      new StatisticsReader(stream, schemas, context.statistics(), scope.unchanged())
          .read(relations.unchanged()::containsKey);
    }
    return new Snapshot(context, row, relations, routines, definitions, parts);
  }

  /** Reads statistics alone, where nothing else changed. */
  void readStatistics(Schemas schemas, StatisticsMarks.Gathering marks, UnchangedSink sink)
      throws SQLException {
    CopyStream stream = new CopyStream(connection);
    readDatabase(stream);
    SelectionSettings.set(connection, schemas.oids(), selection);
    StatisticsReader reader =
        new StatisticsReader(stream, schemas, new Statistics(sizes, blockSizeBytes, marks), sink);
    reader.readSizes();
    reader.read(relation -> true);
  }

  private ReadContext context(
      CopyStream stream,
      OptionalReads optional,
      Schemas schemas,
      ReadScope scope,
      StatisticsMarks.Gathering marks)
      throws SQLException {
    CatalogSql sql = new CatalogSql(Capabilities.read(stream), scope);
    return new ReadContext(
        vocabulary,
        sql,
        schemas,
        Identifiers.read(stream),
        optional.read(PostgresKinds.ROLE, () -> RoleAccess.read(stream, sql), RoleAccess.unknown()),
        optional.read(
            PostgresKinds.EXTENSION, () -> ExtensionMembers.read(stream), ExtensionMembers.UNKNOWN),
        new Statistics(sizes, blockSizeBytes, marks),
        findings);
  }

  private void readDatabase(CopyStream stream) throws SQLException {
    stream.forEach(SqlFiles.of(SnapshotReader.class, "database"), Field.class, this::database);
    if (database == null) {
      throw new SQLException(
          "pg_database does not list the current database", SqlState.INSUFFICIENT_PRIVILEGE);
    }
  }

  private void database(CopyRow<Field> row) {
    String name = row.shared(Field.NAME);
    String comment = row.shared(Field.COMMENT);
    database =
        new DatabaseRow(
            name,
            row.shared(Field.OWNER),
            comment,
            row.shared(Field.ENCODING),
            row.shared(Field.COLLATION),
            0,
            row.shared(Field.VERSION),
            RoleAccess.unknown().granted(row.shared(Field.ACL)),
            sizes.databaseBytes(),
            Map.of());
    blockSizeBytes = row.number(Field.BLOCK_SIZE);
    findings.escapes().noteShared("database", name, comment);
  }

  private DatabaseRow furtherDatabase(CopyStream stream, ReadContext context) throws SQLException {
    Map<String, String> further = new LinkedHashMap<>();
    stream.forEach(
        context.sql().of(SnapshotReader.class, "database_further"),
        Further.class,
        row -> {
          further.putAll(row.sharedTexts(Further.FURTHER));
          List<String> settings =
              ForeignOptions.shown(ArrayText.elements(row.shared(Further.SETTINGS)));
          if (!settings.isEmpty()) {
            further.put("settings", String.join(", ", settings));
          }
        });
    return database.withFurther(further);
  }

  /** Runs a statement for what it does. */
  private void select(String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(SnapshotReader.class, name))) {
      statement.execute();
    }
  }
}
