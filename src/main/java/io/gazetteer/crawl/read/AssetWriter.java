package io.gazetteer.crawl.read;

import io.gazetteer.asset.AssetSink;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import java.util.List;

/** Makes assets of a source's rows, passes them on, and reports progress. */
final class AssetWriter implements RowSink {

  private static final int REPORT_INTERVAL = 500;

  private final AssetSink assets;
  private final LineSink lines;
  private final ReadMonitor monitor;
  private final long expected;
  private final String connection;
  private final String database;
  private final AssetPaths paths;
  private final AttributesJson json = new AttributesJson();
  private final ColumnAttributes columns = new ColumnAttributes();
  private long written;
  private long schemas;
  private long relations;

  AssetWriter(
      DatabaseScope scope,
      AssetPaths paths,
      AssetSink assets,
      LineSink lines,
      ReadMonitor monitor,
      long expected) {
    this.paths = paths;
    this.connection = scope.connectionQualifiedName();
    this.database = scope.database();
    this.assets = assets;
    this.lines = lines;
    this.monitor = monitor;
    this.expected = expected;
  }

  /** Number of assets and statistics so far. */
  long written() {
    return written;
  }

  /** Number of tables and views so far. */
  long relations() {
    return relations;
  }

  /** Number of schemas so far; 0 if the filters exclude all. */
  long schemas() {
    return schemas;
  }

  @Override
  public void pause() {
    monitor.throwIfCancelled();
  }

  @Override
  public void database(DatabaseRow row) {
    json.start()
        .put("description", row.comment())
        .put("sourceOwners", row.owner())
        .startCustomAttributes()
        .put("encoding", row.encoding())
        .put("collation", row.collation())
        .put("server_version", row.serverVersion());
    row.further().forEach(json::put);
    StagedAsset.Attributes attributes =
        ObjectAttributes.putBelongings(json, null, row.privileges()).endCustomAttributes();
    byte[] statistics =
        json.start().put("schemaCount", row.schemaCount()).put("sizeBytes", row.bytes()).end();
    write(
        row,
        new StagedAsset(
            Kinds.DATABASE.typeName(),
            paths.database(),
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
    StagedAsset.Attributes attributes =
        ObjectAttributes.putBelongings(
                json.start()
                    .put("description", row.comment())
                    .put("sourceOwners", row.owner())
                    .startCustomAttributes(),
                row.extension(),
                row.privileges())
            .endCustomAttributes();
    byte[] statistics =
        json.start().put("tableCount", row.tableCount()).put("viewsCount", row.viewCount()).end();
    write(
        row,
        new StagedAsset(
            Kinds.SCHEMA.typeName(),
            paths.schema(row.name()),
            row.name(),
            paths.database(),
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
      RelationAttributes.putPartitioning(json, row, paths::relation);
    }
    RelationAttributes.putCustom(json, row);
    StagedAsset.Attributes attributes = json.endAttributes();
    RelationRow.Partitioning partitioning = row.partitioning();
    byte[] statistics =
        json.start()
            .put("columnCount", row.columnCount())
            .put("rowCount", row.size().rows())
            .put("sizeBytes", row.size().bytes())
            .put("partitionCount", partitioning == null ? null : partitioning.count())
            .end();
    write(
        row,
        new StagedAsset(
            AssetPaths.relationType(row.kind(), row.isPartition()),
            paths.relation(row.schema(), row.name()),
            row.name(),
            paths.schema(row.schema()),
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
    String path = paths.relation(relation);
    write(
        row,
        new StagedAsset(
            Kinds.COLUMN.typeName(),
            paths.column(path, row.name()),
            row.name(),
            path,
            AssetPaths.relationType(relation),
            database,
            relation.schema(),
            relation.name(),
            row.position(),
            columns.of(row, paths),
            null,
            UnreadPaths.of(row.unread(), "definition")));
  }

  @Override
  public void routine(RoutineRow row) {
    String typeName = row.procedure() ? Kinds.PROCEDURE.typeName() : Kinds.FUNCTION.typeName();
    write(
        row,
        new StagedAsset(
            typeName,
            paths.routine(row.schema(), row.name(), row.argumentTypes()),
            row.name(),
            paths.schema(row.schema()),
            Kinds.SCHEMA.typeName(),
            database,
            row.schema(),
            null,
            null,
            RoutineAttributes.of(json, row),
            null,
            UnreadPaths.of(row.unread(), row.procedure() ? "definition" : "functionDefinition")));
  }

  @Override
  public void object(ObjectRow row) {
    ColumnRow.RelationRef relation = row.relation();
    String parentPath = paths.database();
    String parentType = Kinds.DATABASE.typeName();
    if (relation != null) {
      parentPath = paths.relation(relation);
      parentType = AssetPaths.relationType(relation);
    } else if (row.schema() != null) {
      parentPath = paths.schema(row.schema());
      parentType = Kinds.SCHEMA.typeName();
    }
    write(
        row,
        new StagedAsset(
            paths.objectType(row.kind()),
            paths.object(parentPath, row.kind(), row.identity()),
            row.name(),
            parentPath,
            parentType,
            database,
            row.schema(),
            relation == null ? null : relation.name(),
            null,
            ObjectAttributes.of(json, row),
            ObjectAttributes.statistics(json, row.statistics()),
            UnreadPaths.of(row.unread(), "definition")));
  }

  private void write(Record row, StagedAsset asset) {
    assets.write(asset);
    lines.write(row, asset);
    count();
  }

  void count() {
    written++;
    if (written % REPORT_INTERVAL == 0) {
      monitor.throwIfCancelled();
      monitor.progress(written, Math.max(expected, written));
    }
  }
}
