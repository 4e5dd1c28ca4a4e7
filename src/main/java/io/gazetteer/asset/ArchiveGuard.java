package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Decides whether vanished assets may be archived. If a large share of a connection's assets
 * disappears at once, the listing is probably wrong. So archiving more than the configured share
 * waits for approval. An approval covers exactly one list of assets of one workflow.
 */
record ArchiveGuard(Handle handle, MergeRules rules) {

  private static final int PERCENT = 100;
  private static final int EXAMPLES = 100;

  /**
   * Checks the vanished assets, which are in the session's table.
   *
   * @param values connection, database, workflow, run and now
   * @param filteredOut how many of them the filters exclude
   * @return what waits for approval; no candidates if archiving may continue. In a dry run, all
   *     that would be archived
   */
  MergeCounts.Held check(Map<String, Object> values, FilteredOut.Count filteredOut) {
    long candidates = handle.createQuery(sql("count_vanished")).mapTo(Long.class).one();
    if (candidates == 0) {
      release(values);
      return new MergeCounts.Held(0, 0, filteredOut.staying(), 0, false, List.of());
    }
    long active = number("count_active", values);
    // The limit is for all databases of a run together.
    long before = number("count_archived_by_run", values);
    boolean tooMuch =
        (candidates + before) * PERCENT > (active + before) * rules.archiveLimitPercent();
    MergeCounts.Held held =
        new MergeCounts.Held(
            candidates,
            filteredOut.archiving(),
            filteredOut.staying(),
            active,
            tooMuch,
            examples());
    if (rules.dryRun()) {
      return held;
    }
    if (!tooMuch) {
      release(values);
      return MergeCounts.NOTHING_HELD;
    }
    Map<String, Object> list = new HashMap<>(values);
    list.put("digest", handle.createQuery(sql("digest")).mapTo(String.class).one());
    if (number("count_approved", list) > 0) {
      release(values);
      return MergeCounts.NOTHING_HELD;
    }
    handle
        .createUpdate(sql("hold"))
        .bindMap(list)
        .bind("candidates", candidates)
        .bind("filteredOut", filteredOut.archiving())
        .bind("active", active)
        .execute();
    return held;
  }

  private List<String> examples() {
    return handle
        .createQuery(sql("list_vanished"))
        .bind("limit", EXAMPLES)
        .mapTo(String.class)
        .list();
  }

  private void release(Map<String, Object> values) {
    if (!rules.dryRun()) {
      handle.createUpdate(sql("release")).bindMap(values).execute();
    }
  }

  private long number(String statement, Map<String, Object> values) {
    return handle.createQuery(sql(statement)).bindMap(values).mapTo(Long.class).one();
  }

  private static String sql(String statement) {
    return SqlFiles.of(ArchiveGuard.class, statement);
  }
}
