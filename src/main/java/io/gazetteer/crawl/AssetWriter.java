package io.gazetteer.crawl;

import io.gazetteer.asset.FigureStage;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.UnchangedSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes assets of a source's rows and hands them on, telling the run how far it is. */
final class AssetWriter implements RowSink {

  private static final int TOLD_EACH = 500;

  private final Consumer<StagedAsset> assets;
  private final RunContext context;
  private final long known;
  private final String connection;
  private final String database;
  private final String databasePath;
  private final String connectorName;
  private final QualifiedNames names;
  private final Map<AssetKind, String> objectTypes = new HashMap<>();
  private final Map<String, String> schemaPaths = new HashMap<>();
  private final ColumnAttributes columns = new ColumnAttributes();
  private final RoutineAttributes routines = new RoutineAttributes();
  private final AttributesJson json = new AttributesJson();
  private final Function<ColumnRow.ColumnRef, String> columnPaths = this::columnPath;
  private ColumnRow.RelationRef lastRelation;
  private String lastRelationPath;
  private long written;
  private long schemas;
  private long relations;

  /**
   * A writer.
   *
   * @param known how many assets to expect
   */
  AssetWriter(
      Consumer<StagedAsset> assets, RunContext context, CrawlJob job, String database, long known) {
    this.assets = assets;
    this.context = context;
    this.connection = job.connectionQualifiedName();
    this.connectorName = job.source().connectorName();
    this.names = job.source().vocabulary().names();
    this.database = database;
    this.known = known;
    this.databasePath = names.child(connection, database);
  }

  long written() {
    return written;
  }

  /** Tables and views handed out. */
  long relations() {
    return relations;
  }

  /** Schemas handed out; 0 where the filters leave none. */
  long schemas() {
    return schemas;
  }

  @Override
  public void pause() {
    context.throwIfCancelled();
  }

  @Override
  public void database(DatabaseRow row) {
    json.start()
        .put("description", row.comment())
        .put("sourceOwners", row.owner())
        .startObject("customAttributes")
        .put("encoding", row.encoding())
        .put("collation", row.collation())
        .put("server_version", row.serverVersion());
    row.further().forEach(json::put);
    byte[] attributes = ObjectAttributes.putBelongings(json, null, row.rights()).endObject().end();
    byte[] statistics =
        json.start().put("schemaCount", row.schemaCount()).put("sizeBytes", row.bytes()).end();
    write(
        new StagedAsset(
            Kinds.DATABASE.typeName(),
            databasePath,
            row.name(),
            connection,
            Kinds.CONNECTION.typeName(),
            database,
            null,
            null,
            null,
            attributes,
            statistics,
            List.of()));
  }

  @Override
  public void schema(SchemaRow row) {
    schemas++;
    byte[] attributes =
        ObjectAttributes.putBelongings(
                json.start()
                    .put("description", row.comment())
                    .put("sourceOwners", row.owner())
                    .startObject("customAttributes"),
                row.extension(),
                row.rights())
            .endObject()
            .end();
    byte[] statistics =
        json.start().put("tableCount", row.tableCount()).put("viewsCount", row.viewCount()).end();
    write(
        new StagedAsset(
            Kinds.SCHEMA.typeName(),
            schemaPath(row.name()),
            row.name(),
            databasePath,
            Kinds.DATABASE.typeName(),
            database,
            row.name(),
            null,
            null,
            attributes,
            statistics,
            UnreadPaths.of(row.unread(), "definition")));
  }

  @Override
  public void relation(RelationRow row) {
    relations++;
    boolean view = row.kind().isView();
    json.start().put("description", row.comment()).put("sourceOwners", row.owner());
    if (view) {
      json.put("definition", row.definition());
    } else {
      RelationAttributes.putPartitioning(json, row, this::relationPath);
    }
    RelationAttributes.putCustom(json, row);
    byte[] attributes = json.end();
    RelationRow.Partitioning partitioning = row.partitioning();
    byte[] statistics =
        json.start()
            .put("columnCount", row.columnCount())
            .put("rowCount", row.size().rows())
            .put("sizeBytes", row.size().bytes())
            .put("partitionCount", partitioning == null ? null : partitioning.count())
            .end();
    write(
        new StagedAsset(
            typeName(row.kind(), row.isPartition()),
            relationPath(row.schema(), row.name()),
            row.name(),
            schemaPath(row.schema()),
            Kinds.SCHEMA.typeName(),
            database,
            row.schema(),
            null,
            null,
            attributes,
            statistics,
            UnreadPaths.of(row.unread(), "definition")));
  }

  @Override
  public void column(ColumnRow row) {
    ColumnRow.RelationRef relation = row.relation();
    String path = relationPath(relation);
    write(
        new StagedAsset(
            Kinds.COLUMN.typeName(),
            names.child(path, row.name()),
            row.name(),
            path,
            typeName(relation.kind(), relation.partition()),
            database,
            relation.schema(),
            relation.name(),
            row.position(),
            columns.of(json, row, columnPaths),
            null,
            UnreadPaths.of(row.unread(), "definition")));
  }

  @Override
  public void routine(RoutineRow row) {
    String typeName = row.procedure() ? Kinds.PROCEDURE.typeName() : Kinds.FUNCTION.typeName();
    write(
        new StagedAsset(
            typeName,
            names.routine(schemaPath(row.schema()), row.name(), row.argumentTypes()),
            row.name(),
            schemaPath(row.schema()),
            Kinds.SCHEMA.typeName(),
            database,
            row.schema(),
            null,
            null,
            routines.of(json, row),
            null,
            UnreadPaths.of(row.unread(), row.procedure() ? "definition" : "functionDefinition")));
  }

  @Override
  public void object(ObjectRow row) {
    ColumnRow.RelationRef relation = row.relation();
    String parentPath = databasePath;
    String parentType = Kinds.DATABASE.typeName();
    if (relation != null) {
      parentPath = relationPath(relation);
      parentType = typeName(relation.kind(), relation.partition());
    } else if (row.schema() != null) {
      parentPath = schemaPath(row.schema());
      parentType = Kinds.SCHEMA.typeName();
    }
    write(
        new StagedAsset(
            objectType(row.kind()),
            names.object(parentPath, row.kind(), row.identity()),
            row.name(),
            parentPath,
            parentType,
            database,
            row.schema(),
            relation == null ? null : relation.name(),
            null,
            ObjectAttributes.of(json, row),
            ObjectAttributes.figures(json, row.figures()),
            UnreadPaths.of(row.unread(), "definition")));
  }

  /**
   * Takes what is unchanged in the same read.
   *
   * @param keeping takes type and path of each asset that is kept with all that it contains
   * @param statistics takes new statistics of kept assets
   */
  UnchangedSink unchanged(BiConsumer<String, String> keeping, FigureStage statistics) {
    return new Unchanged(keeping, statistics);
  }

  private final class Unchanged implements UnchangedSink {

    private final BiConsumer<String, String> keeping;
    private final FigureStage statistics;

    private Unchanged(BiConsumer<String, String> keeping, FigureStage statistics) {
      this.keeping = keeping;
      this.statistics = statistics;
    }

    @Override
    public void unchanged(ColumnRow.RelationRef relation) {
      keeping.accept(
          typeName(relation.kind(), relation.partition()),
          relationPath(relation.schema(), relation.name()));
    }

    @Override
    public void unchanged(AssetKind kind, String schema, String identity) {
      keeping.accept(objectType(kind), names.object(schemaPath(schema), kind, identity));
    }

    @Override
    public void relationStatistics(ColumnRow.RelationRef relation, RelationRow.Size size) {
      statistics.write(
          typeName(relation.kind(), relation.partition()),
          relationPath(relation.schema(), relation.name()),
          RelationAttributes.putSize(json.start(), size).end());
      count();
    }

    @Override
    public void objectStatistics(
        AssetKind kind, ColumnRow.RelationRef relation, String identity, Map<String, Long> found) {
      String parent =
          relation == null ? databasePath : relationPath(relation.schema(), relation.name());
      statistics.write(
          objectType(kind),
          names.object(parent, kind, identity),
          ObjectAttributes.figures(json, found));
      count();
    }

    @Override
    public void databaseStatistics(Long bytes) {
      statistics.write(
          Kinds.DATABASE.typeName(), databasePath, json.start().putAny("sizeBytes", bytes).end());
      count();
    }
  }

  private void write(StagedAsset asset) {
    assets.accept(asset);
    count();
  }

  private void count() {
    written++;
    if (written % TOLD_EACH == 0) {
      context.throwIfCancelled();
      context.progress(written, Math.max(known, written));
    }
  }

  private String objectType(AssetKind kind) {
    return objectTypes.computeIfAbsent(kind, one -> one.typeName(connectorName));
  }

  private String schemaPath(String schema) {
    String known = schemaPaths.get(schema);
    return known != null
        ? known
        : schemaPaths.computeIfAbsent(schema, name -> names.child(databasePath, name));
  }

  // A source hands out one object per relation; comparing three texts a million times would show.
  @SuppressWarnings("ReferenceEquality")
  private String relationPath(ColumnRow.RelationRef relation) {
    if (relation != lastRelation) {
      lastRelation = relation;
      lastRelationPath = relationPath(relation.schema(), relation.name());
    }
    return lastRelationPath;
  }

  private String relationPath(String schema, String relation) {
    return names.child(schemaPath(schema), relation);
  }

  private String columnPath(ColumnRow.ColumnRef column) {
    return names.child(relationPath(column.schema(), column.relation()), column.column());
  }

  private static String typeName(RelationKind kind, boolean partition) {
    if (partition) {
      return Kinds.TABLE_PARTITION.typeName();
    }
    return switch (kind) {
      case VIEW -> Kinds.VIEW.typeName();
      case MATERIALIZED_VIEW -> Kinds.MATERIALISED_VIEW.typeName();
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> Kinds.TABLE.typeName();
    };
  }
}
