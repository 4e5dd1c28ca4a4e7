package io.gazetteer.asset;

import io.gazetteer.asset.load.BinaryCopy;
import io.gazetteer.asset.load.Guids;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Copies assets into the session's stage table, or complete ones directly into the catalogue. */
final class StageRows implements AutoCloseable {

  private static final int STAGED_COLUMNS = 15;
  private static final int FINISHED_COLUMNS = 20;

  private final BinaryCopy copy;
  private final StageTarget target;
  // Null if rows go into the stage.
  private final Created created;
  private final Guids guids;
  private long rows;

  /** What a merge writes into each asset that it creates. */
  record Created(long merge, Instant at) {}

  private StageRows(BinaryCopy copy, StageTarget target, Created created, Instant now) {
    this.copy = copy;
    this.target = target;
    this.created = created;
    this.guids = new Guids(now);
  }

  static StageRows intoStage(Connection connection, StageTarget target, Instant now)
      throws SQLException {
    return new StageRows(new BinaryCopy(connection, sql("copy_stage")), target, null, now);
  }

  static StageRows intoCatalogue(Connection connection, StageTarget target, Created created)
      throws SQLException {
    return new StageRows(
        new BinaryCopy(connection, sql("copy_assets")), target, created, created.at());
  }

  private static String sql(String statement) {
    return SqlFiles.of(StageRows.class, statement);
  }

  /** Number of assets copied directly into the catalogue. */
  long finished() {
    return created == null ? 0 : rows;
  }

  Guids guids() {
    return guids;
  }

  void asset(StagedAsset asset, long contentHash, long statisticsHash) throws SQLException {
    copy.startRow(created == null ? STAGED_COLUMNS : FINISHED_COLUMNS);
    copy.text(asset.typeName());
    copy.text(asset.qualifiedName());
    guids.next();
    copy.uuid(guids.mostSignificant(), guids.leastSignificant());
    copy.text(asset.name());
    copy.text(asset.parentQualifiedName());
    copy.text(asset.parentTypeName());
    copy.text(asset.databaseName());
    copy.text(asset.schemaName());
    copy.text(asset.relationName());
    copy.int4(asset.ordinal());
    copy.int8(contentHash);
    copy.jsonb(asset.attributesJson());
    statisticsFields(asset.statisticsJson(), statisticsHash);
    if (created == null) {
      copy.texts(asset.unknownAttributes());
    } else {
      finish();
    }
    rows++;
  }

  private void finish() {
    copy.text(target.connectionQualifiedName());
    copy.instant(created.at());
    copy.text(target.workflowName());
    copy.int8(created.merge());
    copy.instant(created.at());
    copy.text(target.workflowName());
  }

  /** Copies the statistics of an asset that is otherwise unchanged. */
  void statistics(StagedAsset asset, long statisticsHash) throws SQLException {
    copy.startRow(STAGED_COLUMNS);
    copy.text(asset.typeName());
    copy.text(asset.qualifiedName());
    for (int i = 0; i < STAGED_COLUMNS - 5; i++) {
      copy.nothing();
    }
    statisticsFields(asset.statisticsJson(), statisticsHash);
    copy.texts(List.of());
  }

  private void statisticsFields(byte[] json, long hash) {
    if (json == null) {
      copy.nothing();
    } else {
      copy.int8(hash);
    }
    copy.jsonb(json);
  }

  void finishCopy() throws SQLException {
    copy.finish();
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
