package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.KnownAssets;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Merges the content of a stage into the catalogue in one transaction. Used once. */
final class Merge {

  private static final Logger LOG = Logger.getLogger(Merge.class);

  /** From this many changed rows on, planner statistics are refreshed without autovacuum. */
  private static final long LARGE_MERGE_ROWS = 20_000;

  private final Handle handle;
  private final StageTarget target;
  private final Staged staged;
  private final MergeScope scope;
  private final MergeRules rules;
  private final Map<String, Object> values;
  private final Clock clock;

  /**
   * The content of a stage.
   *
   * @param known the assets in the catalogue before; in a partial read those that were compared
   * @param partial whether unchanged assets were not read
   * @param written number of assets read
   * @param merge number of the merge; 0 if it has none yet
   */
  record Staged(StageRows rows, KnownAssets known, boolean partial, long written, long merge) {}

  /**
   * A merge.
   *
   * @param values connection, database, path of the database, workflow and run
   */
  Merge(
      Handle handle,
      StageTarget target,
      Staged staged,
      MergeScope scope,
      MergeRules rules,
      Map<String, Object> values,
      Clock clock) {
    this.handle = handle;
    this.target = target;
    this.staged = staged;
    this.scope = scope;
    this.rules = rules;
    this.values = new HashMap<>(values);
    this.clock = clock;
  }

  /** Merges what a full read staged. */
  MergeCounts full() {
    return run(Optional.empty()).orElseThrow();
  }

  /**
   * Merges what a partial read staged; empty if the catalogue has changed since the crawl that
   * found the unchanged assets.
   */
  Optional<MergeCounts> part(StoredFingerprint earlier) {
    return run(Optional.of(earlier));
  }

  private Optional<MergeCounts> run(Optional<StoredFingerprint> earlier) {
    try {
      staged.rows().finishCopy();
      StageIndex.create(handle, target);
      handle.execute(sql("analyze_stage"));
      insertExcluded();
      if (!handle.isInTransaction()) {
        handle.begin();
      }
      // What people write until here is older than the merge.
      values.put("now", clock.instant());
      values.put("merge", staged.merge() == 0 ? nextNumber(handle) : staged.merge());
      Optional<MergeCounts> counts = commitOrRollBack(earlier);
      if (counts.filter(Merge::isLarge).isPresent()) {
        refreshPlannerStatistics();
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

  /** Writes what is excluded into the session's table. */
  private void insertExcluded() {
    try (PreparedBatch batch = handle.prepareBatch(sql("insert_excluded"))) {
      for (String schema : scope.excludedSchemas()) {
        batch.bind("schema", BoundedText.place(schema)).bind("relation", (String) null).add();
      }
      scope
          .excludedRelations()
          .forEach(
              (schema, relations) ->
                  relations.forEach(
                      relation ->
                          batch
                              .bind("schema", BoundedText.place(schema))
                              .bind("relation", BoundedText.bounded(relation, BoundedText.MAX_NAME))
                              .add()));
      batch.execute();
    }
  }

  private static boolean isLarge(MergeCounts counts) {
    return counts.created() + counts.changed() + counts.archived() > LARGE_MERGE_ROWS;
  }

  /** The merge is already committed, so a failure here must not make it look failed. */
  private void refreshPlannerStatistics() {
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

  private Optional<MergeCounts> commitOrRollBack(Optional<StoredFingerprint> earlier) {
    boolean committed = false;
    try {
      lock(handle, values);
      rules.fence().check(handle, values);
      if (earlier.isPresent() && !Fingerprints.stands(handle, values, earlier.get())) {
        return Optional.empty();
      }
      long unread = earlier.map(found -> found.assets() - staged.known().size()).orElse(0L);
      MergeCounts counts = merge(unread);
      if (!rules.dryRun()) {
        handle.commit();
        committed = true;
      }
      return Optional.of(counts);
    } finally {
      // Whatever was thrown: an open transaction would be committed when the connection is
      // returned.
      if (!committed) {
        handle.rollback();
      }
    }
  }

  /** Returns the number of a new merge. */
  static long nextNumber(Handle handle) {
    return handle.createQuery(sql("next_merge")).mapTo(Long.class).one();
  }

  /** Makes other merges of the database wait until the transaction ends. */
  static void lock(Handle handle, Map<String, Object> values) {
    handle.createQuery(sql("lock_database")).bindMap(values).mapTo(String.class).list();
  }

  /** Records which run read the database last. */
  static void recordSync(Handle handle, Map<String, Object> values) {
    handle.createUpdate(sql("note_sync")).bindMap(values).execute();
  }

  /** Archives what is in the session's table of vanished assets, and returns the number. */
  static long archiveVanished(Handle handle, Map<String, Object> values) {
    return count(handle, "archive_vanished", values);
  }

  private MergeCounts merge(long unread) {
    StageRows rows = staged.rows();
    if (rows.finished() > 0) {
      handle.createUpdate(sql("stage_schemas")).bindMap(values).execute();
    }
    Map<String, Object> changed =
        handle.createQuery(sql("update_changed")).bindMap(values).mapToMap().one();
    long created = rows.finished() + count(handle, "insert_new", values);
    if (created > 0) {
      handle
          .createUpdate(sql("note_merge"))
          .bindMap(values)
          .bind("created", created)
          .bind("first", rows.guids().first())
          .bind("last", rows.guids().last())
          .execute();
    }
    findVanished();
    FilteredOut.Count filteredOut =
        new FilteredOut(handle, rules).find(values, scope.typesNotRead().toArray(String[]::new));
    MergeCounts.Held held = new ArchiveGuard(handle, rules).check(values, filteredOut);
    long archived = held.candidates() > 0 ? 0 : archiveVanished(handle, values);
    handle.createUpdate(sql("refresh_statistics")).execute();
    recordSync(handle, values);
    Fingerprints.keep(handle, values, held.candidates() > 0 ? Optional.empty() : scope.seen());
    long changedRows = (Long) changed.get("changed");
    long restored = (Long) changed.get("restored");
    rules.fence().pass(handle, values, created + changedRows + restored + archived > 0);
    return new MergeCounts(
        created,
        changedRows,
        restored,
        archived,
        staged.written() + unread - created - changedRows - restored,
        held);
  }

  private void findVanished() {
    if (staged.known().unseen() == 0) {
      return;
    }
    try {
      staged.known().copyUnseen(handle.getConnection(), sql("copy_unseen"));
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected the dropped assets", failure);
    }
    if (staged.partial()) {
      handle.execute(sql("find_unseen_not_kept"));
    } else {
      handle.createUpdate(sql("find_unseen")).bindMap(values).execute();
    }
    handle
        .createUpdate(sql("spare_vanished"))
        .bindArray("spared", String.class, scope.typesNotRead().toArray())
        .execute();
  }

  private static long count(Handle handle, String statement, Map<String, Object> values) {
    return handle.createQuery(sql(statement)).bindMap(values).mapTo(Long.class).one();
  }

  private static String sql(String statement) {
    return SqlFiles.of(Merge.class, statement);
  }
}
