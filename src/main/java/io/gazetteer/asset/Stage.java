package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One database on its way into the catalogue: filled by {@link #write}, then merged in one
 * transaction. For one thread; close it in any case.
 */
public final class Stage implements AutoCloseable {

  private static final int COLUMNS = 13;
  private static final Logger LOG = Logger.getLogger(Stage.class);

  /**
   * From this many written rows on the planner's figures are refreshed at once instead of by
   * autovacuum.
   */
  private static final long LARGE_MERGE_ROWS = 20_000;

  private final Connection connection;
  private final Handle handle;
  private final Clock clock;
  private final MessageDigest sha256;
  private final BinaryCopy copy;
  private long staged;

  Stage(Connection connection, Clock clock) throws SQLException {
    this.connection = connection;
    this.clock = clock;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
      this.handle = Jdbi.create(connection).open();
      run("drop_stage");
      run("create_stage");
      run("create_left_out");
      run("create_vanished");
      this.copy = new BinaryCopy(connection, sql("copy_stage"));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /**
   * Adds an asset. Nothing of the catalogue changes yet.
   *
   * @throws IllegalStateException when the own store refuses it
   */
  public void write(StagedAsset asset) {
    try {
      copy.startRow(COLUMNS);
      copy.text(asset.typeName());
      copy.text(asset.qualifiedName());
      copy.text(asset.name());
      copy.text(asset.parentQualifiedName());
      copy.text(asset.parentTypeName());
      copy.text(asset.databaseName());
      copy.text(asset.schemaName());
      copy.text(asset.relationName());
      copy.int4(asset.ordinal());
      copy.int8(hash(asset));
      copy.bytes(asset.attributesJson());
      copy.bytes(asset.statisticsJson());
      copy.text(asset.unknownAttribute());
      staged++;
    } catch (SQLException failure) {
      throw new IllegalStateException("The own store refused a staged asset", failure);
    }
  }

  private long hash(StagedAsset asset) {
    byte[] digest = sha256.digest(asset.attributesJson());
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = (hash << 8) | (digest[i] & 0xff);
    }
    return hash;
  }

  /**
   * Brings the catalogue to what was staged, in one transaction: new assets are inserted, differing
   * ones updated, archived ones that are back restored, and those of this database that were not
   * staged archived, save what the scope left out. An unchanged source writes no asset. More
   * archiving than the rules allow is held back and noted until a person has approved it. A dry run
   * rolls everything back. Where the rules' fence stops it, the catalogue is as it was.
   *
   * @return what it came to, or on a dry run what it would come to
   * @throws io.gazetteer.common.AppException READ_OVERTAKEN when a newer read was merged meanwhile
   * @throws IllegalStateException when the own store failed; the catalogue is then as it was
   */
  public MergeCounts merge(MergeScope scope, MergeRules rules) {
    try {
      copy.finish();
      run("index_stage");
      run("analyze_stage");
      noteLeftOut(scope);
      handle.begin();
      MergeCounts counts = mergeOrRollBack(scope, rules);
      if (counts.created() + counts.changed() + counts.archived() > LARGE_MERGE_ROWS) {
        refreshPlannersFigures();
      }
      return counts;
    } catch (SQLException failure) {
      throw new IllegalStateException("The own store failed to merge", failure);
    }
  }

  /** The merge is committed by now, so that nothing here may make it look failed. */
  private void refreshPlannersFigures() {
    try {
      run("analyze_asset");
    } catch (JdbiException failure) {
      String state =
          failure.getCause() instanceof SQLException cause ? cause.getSQLState() : "none";
      LOG.warnf(
          "Figures for the planner were not refreshed after a large merge (SQLSTATE %s)", state);
    }
  }

  private MergeCounts mergeOrRollBack(MergeScope scope, MergeRules rules) {
    boolean committed = false;
    try {
      MergeCounts counts = mergeNow(scope, rules);
      if (!rules.dryRun()) {
        handle.commit();
        committed = true;
      }
      return counts;
    } finally {
      // Whatever was thrown: a transaction left open would be committed with the connection's
      // return.
      if (!committed) {
        handle.rollback();
      }
    }
  }

  private MergeCounts mergeNow(MergeScope scope, MergeRules rules) {
    Instant now = clock.instant();
    Map<String, Object> values =
        Map.of(
            "connection", scope.connectionQualifiedName(),
            "database", scope.databaseName(),
            "workflow", scope.workflowName(),
            "run", scope.runName(),
            "now", now);
    handle.createQuery(sql("lock_database")).bindMap(values).mapTo(String.class).list();
    rules.fence().check(handle, values);
    Map<String, Object> changed =
        handle.createQuery(sql("update_changed")).bindMap(values).mapToMap().one();
    long created = count("insert_new", values);
    handle
        .createUpdate(sql("find_vanished"))
        .bindMap(values)
        .bindArray("spared", String.class, scope.typesNotRead().toArray())
        .execute();
    FilteredOut.Count filteredOut =
        new FilteredOut(handle, rules).find(values, scope.typesNotRead().toArray(String[]::new));
    MergeCounts.Held held = new ArchiveGuard(handle, rules).check(values, filteredOut);
    long archived = held.candidates() > 0 ? 0 : count("archive_vanished", values);
    handle.createUpdate(sql("refresh_statistics")).execute();
    handle.createUpdate(sql("note_sync")).bindMap(values).execute();
    long changedRows = (Long) changed.get("changed");
    long restored = (Long) changed.get("restored");
    rules.fence().pass(handle, values, created + changedRows + restored + archived > 0);
    return new MergeCounts(
        created, changedRows, restored, archived, staged - created - changedRows - restored, held);
  }

  private long count(String statement, Map<String, Object> values) {
    return handle.createQuery(sql(statement)).bindMap(values).mapTo(Long.class).one();
  }

  private void noteLeftOut(MergeScope scope) {
    if (scope.schemasLeftOut().isEmpty() && scope.relationsLeftOut().isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(sql("insert_left_out"))) {
      for (String schema : scope.schemasLeftOut()) {
        batch.bind("schema", schema).bind("relation", (String) null).add();
      }
      for (Map.Entry<String, Set<String>> entry : scope.relationsLeftOut().entrySet()) {
        for (String relation : entry.getValue()) {
          batch.bind("schema", entry.getKey()).bind("relation", relation).add();
        }
      }
      batch.execute();
    }
  }

  private void run(String statement) {
    handle.execute(sql(statement));
  }

  private static String sql(String statement) {
    return SqlFiles.of(Stage.class, statement);
  }

  /** Drops the stage; what was not merged is forgotten. */
  @Override
  public void close() {
    try (connection) {
      copy.close();
      run("drop_stage");
    } catch (SQLException | RuntimeException failure) {
      throw new IllegalStateException("The own store failed to drop a stage", failure);
    }
  }
}
