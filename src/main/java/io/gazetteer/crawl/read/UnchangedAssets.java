package io.gazetteer.crawl.read;

import io.gazetteer.asset.AssetSink;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.UnchangedSink;
import java.util.Map;

/** Passes unchanged assets and their new statistics to the sink of assets. */
final class UnchangedAssets implements UnchangedSink {

  private final AssetWriter writer;
  private final AssetPaths paths;
  private final AssetSink assets;
  private final AttributesJson json = new AttributesJson();

  /**
   * A sink of the same read as a writer.
   *
   * @param writer counts what comes here, too
   */
  UnchangedAssets(AssetWriter writer, AssetPaths paths, AssetSink assets) {
    this.writer = writer;
    this.paths = paths;
    this.assets = assets;
  }

  @Override
  public void unchanged(ColumnRow.RelationRef relation) {
    assets.unchanged(
        AssetPaths.relationType(relation), paths.relation(relation.schema(), relation.name()));
  }

  @Override
  public void unchanged(AssetKind kind, String schema, String identity) {
    assets.unchanged(paths.objectType(kind), paths.object(paths.schema(schema), kind, identity));
  }

  @Override
  public void relationStatistics(ColumnRow.RelationRef relation, RelationRow.Size size) {
    statistics(
        AssetPaths.relationType(relation),
        paths.relation(relation.schema(), relation.name()),
        json.start().putAny("rowCount", size.rows()).putAny("sizeBytes", size.bytes()).end());
  }

  @Override
  public void objectStatistics(
      AssetKind kind, ColumnRow.RelationRef relation, String identity, Map<String, Long> found) {
    String parent =
        relation == null ? paths.database() : paths.relation(relation.schema(), relation.name());
    statistics(
        paths.objectType(kind),
        paths.object(parent, kind, identity),
        ObjectAttributes.statistics(json, found));
  }

  @Override
  public void databaseStatistics(Long bytes) {
    statistics(
        Kinds.DATABASE.typeName(), paths.database(), json.start().putAny("sizeBytes", bytes).end());
  }

  private void statistics(String typeName, String qualifiedName, byte[] statisticsJson) {
    assets.statistics(typeName, qualifiedName, statisticsJson);
    writer.count();
  }
}
