package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.ContentHash;
import io.gazetteer.asset.load.KeptAssets;
import io.gazetteer.asset.load.KnownAssets;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One database on its way into the catalogue: filled first, then merged in one transaction. For one
 * thread; close it in any case.
 *
 * <p>Before the first asset it reads hashes of the database's assets in the catalogue. Unchanged
 * assets are counted and skipped. If the catalogue has no asset of the database, assets are written
 * directly into it, in a transaction that the merge commits; nobody sees them before.
 *
 * <p>A crawl may miss what people do to an asset while it reads the database: an asset that is
 * deleted or purged after the crawl found it unchanged stays deleted until the next crawl.
 */
public final class Stage implements AssetSink, AutoCloseable {

  private final Connection connection;
  private final Handle handle;
  private final Clock clock;
  private final StageTarget target;
  private final String databasePath;
  private final Map<String, Object> database;
  private final StatisticsStage newStatistics;
  private final ContentHash hash = new ContentHash();
  // Null until something is written.
  private StageRows rows;
  // Null until something is written or asked for.
  private KnownAssets known;
  // Null in a full read.
  private KeptAssets kept;
  // 0 until it has a number.
  private long merge;
  private long written;

  Stage(ConnectionFactory connections, Clock clock, StageTarget target, QualifiedNames names)
      throws SQLException {
    this.connection = connections.openConnection();
    this.clock = clock;
    this.target = target;
    this.databasePath = names.child(target.connectionQualifiedName(), target.databaseName());
    this.database =
        Map.of(
            "connection",
            target.connectionQualifiedName(),
            "database",
            BoundedText.place(target.databaseName()));
    this.newStatistics = new StatisticsStage(connections);
    try {
      this.handle = Jdbi.create(connection).open();
      run("drop_stage");
      run("create_stage");
      run("create_excluded");
      run("create_vanished");
      run("create_unseen");
    } catch (RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /**
   * Returns how many assets of the database the catalogue has; 0 before a first crawl.
   *
   * @throws IllegalStateException when the catalog database failed
   */
  public long known() {
    begin();
    return known.size();
  }

  /**
   * {@inheritDoc} After this, the merge is {@link #mergePart}.
   *
   * @throws IllegalStateException after any other call
   */
  @Override
  public void unchanged(String typeName, String qualifiedName) {
    if (known != null) {
      throw new IllegalStateException("Unchanged assets come before all others");
    }
    if (kept == null) {
      kept = new KeptAssets();
    }
    kept.add(typeName, qualifiedName);
  }

  /**
   * {@inheritDoc} The catalogue does not change yet.
   *
   * @throws IllegalStateException when the catalog database rejects it
   */
  @Override
  public void write(StagedAsset asset) {
    begin();
    long contentHash = contentHash(asset);
    long statisticsHash = statisticsHash(asset.statisticsJson());
    written++;
    try {
      int place = known.see(contentHash);
      // Schemas are always staged: they are few, and the stage then has all that were read.
      if (place < 0 || asset.typeName().equals(Kinds.SCHEMA.typeName())) {
        rows.asset(asset, contentHash, statisticsHash);
      } else if (!known.hasStatistics(place, statisticsHash) && asset.statisticsJson() != null) {
        rows.statistics(asset, statisticsHash);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected a staged asset", failure);
    }
  }

  // Everything that a merge compares, and what it compares by.
  private long contentHash(StagedAsset asset) {
    return hash.start()
        .add(asset.typeName())
        .add(asset.qualifiedName())
        .add(asset.parentTypeName())
        .add(asset.ordinal())
        .add(asset.unknownAttributes())
        .add(asset.attributesJson())
        .end();
  }

  private long statisticsHash(byte[] json) {
    return json == null ? 0 : hash.start().add(json).end();
  }

  /**
   * {@inheritDoc} The catalogue does not change yet.
   *
   * @throws IllegalStateException when the catalog database rejects them
   */
  @Override
  public void statistics(String typeName, String qualifiedName, byte[] statisticsJson) {
    newStatistics.write(typeName, qualifiedName, statisticsJson);
  }

  /** Finds out what the catalogue has, and so where assets are written. */
  private void begin() {
    if (known != null) {
      return;
    }
    try {
      handle.begin();
      boolean first =
          kept == null && !target.dryRun() && isTrue("try_lock_database") && isTrue("is_empty");
      known = first ? new KnownAssets() : readKnown();
      if (first) {
        merge = Merge.nextNumber(handle);
        rows =
            StageRows.intoCatalogue(
                connection, target, new StageRows.Created(merge, clock.instant()));
      } else {
        handle.commit();
        rows = StageRows.intoStage(connection, target, clock.instant());
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database created no staging table", failure);
    }
  }

  private boolean isTrue(String question) {
    return handle.createQuery(sql(question)).bindMap(database).mapTo(Boolean.class).one();
  }

  private KnownAssets readKnown() throws SQLException {
    handle.createQuery(sql("name_known")).bindMap(database).mapToMap().list();
    return kept == null
        ? KnownAssets.read(connection, sql("read_known"))
        : kept.readOthers(connection);
  }

  /**
   * Merges what was staged by a full read, in one transaction: inserts new assets, updates changed
   * ones, restores archived ones that are back, and archives those of this database that were not
   * staged, except those that the scope excludes. An unchanged source changes no asset. Archiving
   * more than the rules allow waits for approval. A dry run is rolled back. If the rules' fence
   * rejects the merge, the catalogue does not change. Assets found unchanged are not compared
   * again; the fence protects them.
   *
   * @return what changed, or in a dry run what would change
   * @throws io.gazetteer.common.AppException READ_OVERTAKEN when a newer read was merged meanwhile
   * @throws IllegalStateException when the catalog database failed; the catalogue did not change
   */
  public MergeCounts merge(MergeScope scope, MergeRules rules) {
    if (kept != null) {
      throw new IllegalArgumentException("A partial read builds on an earlier crawl");
    }
    begin();
    return newMerge(scope, rules).full();
  }

  /**
   * Merges what was staged by a partial read, and the new statistics of unchanged assets.
   *
   * @param earlier the crawl that found the unchanged assets
   * @return empty if that crawl's assets have changed in the catalogue since: nothing was merged,
   *     and the database must be read fully
   */
  public Optional<MergeCounts> mergePart(
      MergeScope scope, MergeRules rules, StoredFingerprint earlier) {
    newStatistics.refreshKept(values(scope), rules.fence());
    begin();
    return newMerge(scope, rules).part(earlier);
  }

  /**
   * Records that a run found the database unchanged, and updates its statistics, in one
   * transaction. No asset gets a change or a new version.
   *
   * @param scope what it excludes is ignored; without a new fingerprint the earlier one remains
   * @param earlier the crawl that the source was compared with
   * @return unchanged = number of active assets; empty if that crawl's assets have changed in the
   *     catalogue since: nothing was written, and the database must be read fully
   * @throws IllegalStateException when the catalog database failed; the catalogue did not change
   */
  public Optional<MergeCounts> mergeStatistics(
      MergeScope scope, StoredFingerprint earlier, MergeFence fence) {
    return newStatistics.refresh(values(scope), scope.seen(), earlier, fence);
  }

  private Merge newMerge(MergeScope scope, MergeRules rules) {
    if (!scope.connectionQualifiedName().equals(target.connectionQualifiedName())
        || !scope.databaseName().equals(target.databaseName())
        || rules.dryRun() != target.dryRun()) {
      throw new IllegalArgumentException("The stage was opened for something else");
    }
    Map<String, Object> values = new HashMap<>(values(scope));
    values.put("path", databasePath);
    return new Merge(
        handle,
        target,
        new Merge.Staged(rows, known, kept != null, written, merge),
        scope,
        rules,
        values,
        clock);
  }

  private Map<String, Object> values(MergeScope scope) {
    return Map.of(
        "connection", scope.connectionQualifiedName(),
        "database", BoundedText.place(scope.databaseName()),
        "workflow", scope.workflowName(),
        "run", scope.runName(),
        "now", clock.instant());
  }

  private static String sql(String statement) {
    return SqlFiles.of(Stage.class, statement);
  }

  private void run(String statement) {
    handle.execute(sql(statement));
  }

  /** Drops the stage; what was not merged is lost. */
  @Override
  public void close() {
    try (connection;
        newStatistics) {
      if (rows != null) {
        rows.close();
      }
      if (handle.isInTransaction()) {
        handle.rollback();
      }
      run("drop_stage");
    } catch (SQLException | RuntimeException failure) {
      throw new IllegalStateException(
          "The catalog database failed to drop a staging table", failure);
    }
  }
}
