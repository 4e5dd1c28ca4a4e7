package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.ContentHash;
import io.gazetteer.asset.load.KeptAssets;
import io.gazetteer.asset.load.KnownAssets;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One database on its way into the catalogue: filled by {@link #write}, then merged in one
 * transaction. For one thread; close it in any case.
 *
 * <p>Before the first asset it reads what the catalogue holds of the database, as hashes. What is
 * as it was is counted and goes no further. Where the catalogue holds nothing of the database,
 * assets go straight into it, in a transaction that the merge commits; nobody sees them before.
 *
 * <p>What people do to an asset while a crawl reads its database may go unnoticed by it: one that
 * is deleted or purged after the crawl has found it unchanged stays so until the next crawl, which
 * brings it back.
 */
public final class Stage implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Stage.class);

  /**
   * From this many written rows on the planner's figures are refreshed at once instead of by
   * autovacuum.
   */
  private static final long LARGE_MERGE_ROWS = 20_000;

  private final Connection connection;
  private final Handle handle;
  private final Clock clock;
  private final StageTarget target;
  private final String path;
  private final Map<String, Object> database;
  private final ContentHash hash = new ContentHash();
  // Null until something is written.
  private StageRows rows;
  // Null until something is written or asked for.
  private KnownAssets known;
  // Null where nothing is kept.
  private KeptAssets kept;
  // 0 until it has a number.
  private long merge;
  private long written;

  Stage(Connection connection, Clock clock, StageTarget target, QualifiedNames names)
      throws SQLException {
    this.connection = connection;
    this.clock = clock;
    this.target = target;
    this.path = names.child(target.connectionQualifiedName(), target.databaseName());
    this.database =
        Map.of(
            "connection",
            target.connectionQualifiedName(),
            "database",
            BoundedText.place(target.databaseName()));
    try {
      this.handle = Jdbi.create(connection).open();
      run("drop_stage");
      run("create_stage");
      run("create_left_out");
      run("create_vanished");
      run("create_unseen");
    } catch (RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /**
   * How many assets the catalogue holds of the database; 0 where it holds none, as before a first
   * crawl.
   *
   * @throws IllegalStateException when the own store failed
   */
  public long known() {
    begin();
    return known.size();
  }

  /**
   * Says of an asset that it is as the catalogue has it, with all whose parent it is; none of them
   * is written then. To be called before anything else; what is merged then is a part.
   *
   * @throws IllegalStateException after anything else
   */
  public void keep(String typeName, String qualifiedName) {
    if (known != null) {
      throw new IllegalStateException("Set what is kept before anything is written");
    }
    if (kept == null) {
      kept = new KeptAssets();
    }
    kept.add(typeName, qualifiedName);
  }

  /**
   * Adds an asset. Nothing of the catalogue changes yet.
   *
   * @throws IllegalStateException when the own store refuses it
   */
  public void write(StagedAsset asset) {
    begin();
    long contentHash = contentHash(asset);
    long statisticsHash = statisticsHash(asset.statisticsJson());
    written++;
    try {
      int place = known.see(contentHash);
      // Schemas are always staged: there are few, and the stage then tells which were read.
      if (place < 0 || asset.typeName().equals(Kinds.SCHEMA.typeName())) {
        rows.asset(asset, contentHash, statisticsHash);
      } else if (!known.hasStatistics(place, statisticsHash) && asset.statisticsJson() != null) {
        rows.figures(
            asset.typeName(), asset.qualifiedName(), asset.statisticsJson(), statisticsHash);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected a staged asset", failure);
    }
  }

  // All that a merge compares, and what it compares by.
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

  /** Finds out what the catalogue holds, and with that where assets go. */
  private void begin() {
    if (known != null) {
      return;
    }
    try {
      handle.begin();
      boolean alone =
          kept == null && !target.dryRun() && isTrue("try_lock_database") && isTrue("is_empty");
      known = alone ? new KnownAssets() : readKnown();
      if (alone) {
        rows =
            StageRows.intoCatalogue(
                connection, target, new StageRows.Created(nextMerge(), clock.instant()));
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

  private long nextMerge() {
    merge = handle.createQuery(sql("next_merge")).mapTo(Long.class).one();
    return merge;
  }

  /**
   * Brings the catalogue to what was staged, in one transaction: new assets are inserted, differing
   * ones updated, archived ones that are back restored, and those of this database that were not
   * staged archived, save what the scope left out. An unchanged source writes no asset. More
   * archiving than the rules allow is held back and noted until a person has approved it. A dry run
   * rolls everything back. Where the rules' fence stops it, the catalogue is as it was; what was
   * found as it was rests on that fence, as it is not looked at again.
   *
   * @return what it came to, or on a dry run what it would come to
   * @throws io.gazetteer.common.AppException READ_OVERTAKEN when a newer read was merged meanwhile
   * @throws IllegalStateException when the own store failed; the catalogue is then as it was
   */
  public MergeCounts merge(MergeScope scope, MergeRules rules) {
    if (kept != null) {
      throw new IllegalArgumentException("A part rests on an earlier crawl");
    }
    return merge(scope, rules, Optional.empty()).orElseThrow();
  }

  /**
   * The same of a read in part.
   *
   * @param earlier the crawl that saw what is kept
   * @return empty when the catalogue is not as that crawl left it, because somebody merged or
   *     changed it meanwhile: then nothing was written, and the database has to be read fully
   */
  public Optional<MergeCounts> mergePart(
      MergeScope scope, MergeRules rules, StoredFingerprint earlier) {
    return merge(scope, rules, Optional.of(earlier));
  }

  private Optional<MergeCounts> merge(
      MergeScope scope, MergeRules rules, Optional<StoredFingerprint> earlier) {
    begin();
    if (!scope.connectionQualifiedName().equals(target.connectionQualifiedName())
        || !scope.databaseName().equals(target.databaseName())
        || rules.dryRun() != target.dryRun()) {
      throw new IllegalArgumentException("The stage was opened for something else");
    }
    try {
      rows.finishCopy();
      StageIndex.create(handle, target);
      run("analyze_stage");
      scope.noteLeftOut(handle);
      if (!handle.isInTransaction()) {
        handle.begin();
      }
      Optional<MergeCounts> counts = mergeOrRollBack(scope, rules, earlier);
      if (counts.filter(Stage::isLarge).isPresent()) {
        refreshPlannersFigures();
      }
      return counts;
    } catch (SQLException failure) {
      Optional<AppException> twice = StageIndex.twice(target, failure);
      if (twice.isPresent()) {
        throw twice.get();
      }
      throw new IllegalStateException("The catalog database failed to merge", failure);
    }
  }

  private static boolean isLarge(MergeCounts counts) {
    return counts.created() + counts.changed() + counts.archived() > LARGE_MERGE_ROWS;
  }

  /** The merge is committed by now, so that nothing here may make it look failed. */
  private void refreshPlannersFigures() {
    try {
      handle.useTransaction(
          transaction -> {
            transaction.execute(sql("sample_less"));
            transaction.execute(sql("analyze_asset"));
          });
    } catch (JdbiException failure) {
      String state =
          failure.getCause() instanceof SQLException cause ? cause.getSQLState() : "none";
      LOG.warnf("Planner statistics were not refreshed after a large merge (SQLSTATE %s)", state);
    }
  }

  private Optional<MergeCounts> mergeOrRollBack(
      MergeScope scope, MergeRules rules, Optional<StoredFingerprint> earlier) {
    boolean committed = false;
    try {
      Map<String, Object> values = values(scope);
      lock(values);
      rules.fence().check(handle, values);
      if (earlier.isPresent() && !Fingerprints.stands(handle, values, earlier.get())) {
        return Optional.empty();
      }
      long unread = earlier.map(found -> found.assets() - known.size()).orElse(0L);
      MergeCounts counts = mergeNow(scope, rules, values, unread);
      if (!rules.dryRun()) {
        handle.commit();
        committed = true;
      }
      return Optional.of(counts);
    } finally {
      // Whatever was thrown: a transaction left open would be committed with the connection's
      // return.
      if (!committed) {
        handle.rollback();
      }
    }
  }

  private Map<String, Object> values(MergeScope scope) {
    return Map.of(
        "connection", scope.connectionQualifiedName(),
        "database", BoundedText.place(scope.databaseName()),
        "workflow", scope.workflowName(),
        "run", scope.runName(),
        "merge", merge == 0 ? nextMerge() : merge,
        "now", clock.instant());
  }

  private void lock(Map<String, Object> values) {
    handle.createQuery(sql("lock_database")).bindMap(values).mapTo(String.class).list();
  }

  private MergeCounts mergeNow(
      MergeScope scope, MergeRules rules, Map<String, Object> values, long unread) {
    if (rows.finished() > 0) {
      handle.createUpdate(sql("stage_schemas")).bindMap(values).bind("path", path).execute();
    }
    Map<String, Object> changed =
        handle.createQuery(sql("update_changed")).bindMap(values).mapToMap().one();
    long created = rows.finished() + count("insert_new", values);
    if (created > 0) {
      handle
          .createUpdate(sql("note_merge"))
          .bindMap(values)
          .bind("created", created)
          .bind("first", rows.guids().first())
          .bind("last", rows.guids().last())
          .execute();
    }
    findVanished(scope, values);
    FilteredOut.Count filteredOut =
        new FilteredOut(handle, rules).find(values, scope.typesNotRead().toArray(String[]::new));
    MergeCounts.Held held = new ArchiveGuard(handle, rules).check(values, filteredOut);
    long archived = held.candidates() > 0 ? 0 : count("archive_vanished", values);
    handle.createUpdate(sql("refresh_statistics")).execute();
    handle.createUpdate(sql("note_sync")).bindMap(values).execute();
    Fingerprints.keep(handle, values, held.candidates() > 0 ? Optional.empty() : scope.seen());
    long changedRows = (Long) changed.get("changed");
    long restored = (Long) changed.get("restored");
    rules.fence().pass(handle, values, created + changedRows + restored + archived > 0);
    return new MergeCounts(
        created,
        changedRows,
        restored,
        archived,
        written + unread - created - changedRows - restored,
        held);
  }

  private void findVanished(MergeScope scope, Map<String, Object> values) {
    if (known.unseen() == 0) {
      return;
    }
    try {
      known.copyUnseen(connection, sql("copy_unseen"));
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected the dropped assets", failure);
    }
    if (kept == null) {
      handle.createUpdate(sql("find_unseen")).bindMap(values).execute();
    } else {
      run("find_unseen_not_kept");
    }
    handle
        .createUpdate(sql("spare_vanished"))
        .bindArray("spared", String.class, scope.typesNotRead().toArray())
        .execute();
  }

  private long count(String statement, Map<String, Object> values) {
    return handle.createQuery(sql(statement)).bindMap(values).mapTo(Long.class).one();
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
