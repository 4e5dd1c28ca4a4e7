package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Decides whether what vanished may be archived. A listing that lost half of everything is more
 * often a fault than a fact, so more than a share of a connection's assets waits until a person has
 * said yes.
 */
final class ArchiveGuard {

  private static final int PERCENT = 100;
  private static final int EXAMPLES = 100;

  private final Handle handle;
  private final MergeRules rules;

  ArchiveGuard(Handle handle, MergeRules rules) {
    this.handle = handle;
    this.rules = rules;
  }

  /**
   * Looks at what vanished, which lies in the session's table of that name.
   *
   * @param values connection, database, run and now
   * @return what is held back; nothing where archiving may go on
   */
  MergeCounts.Held check(Map<String, Object> values) {
    long candidates = handle.createQuery(sql("count_vanished")).mapTo(Long.class).one();
    if (candidates == 0) {
      release(values);
      return MergeCounts.NOTHING_HELD;
    }
    long active = number("count_active", values);
    // The limit is on what a run takes in all, however many databases it takes it from.
    long before = number("count_archived_by_run", values);
    boolean tooMuch =
        (candidates + before) * PERCENT > (active + before) * rules.archiveLimitPercent();
    if (!rules.dryRun() && (!tooMuch || number("count_approved", values, candidates) > 0)) {
      release(values);
      return MergeCounts.NOTHING_HELD;
    }
    handle
        .createUpdate(sql("hold"))
        .bindMap(values)
        .bind("candidates", candidates)
        .bind("active", active)
        .execute();
    return new MergeCounts.Held(candidates, active, examples());
  }

  private List<String> examples() {
    return handle
        .createQuery(sql("list_vanished"))
        .bind("limit", EXAMPLES)
        .mapTo(String.class)
        .list();
  }

  private void release(Map<String, Object> values) {
    handle.createUpdate(sql("release")).bindMap(values).execute();
  }

  private long number(String statement, Map<String, Object> values) {
    return handle.createQuery(sql(statement)).bindMap(values).mapTo(Long.class).one();
  }

  private long number(String statement, Map<String, Object> values, long candidates) {
    return handle
        .createQuery(sql(statement))
        .bindMap(values)
        .bind("candidates", candidates)
        .mapTo(Long.class)
        .one();
  }

  private static String sql(String statement) {
    return SqlFiles.of(ArchiveGuard.class, statement);
  }
}
