package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Archives databases that a server no longer has, with all that was in them. */
@ApplicationScoped
public class ArchiveVanishedDatabases {

  /** Stands for all databases that are gone; no database has an empty name. */
  private static final String GONE_DATABASES = "";

  /**
   * Of a transaction that archives a large database; the usual minute is too short for a million
   * assets.
   */
  private static final int LONGEST_SECONDS = 3600;

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * Archives what belongs to no existing database, unless that is more than the rules allow.
   * Repeating it changes nothing.
   *
   * @param existing every database that the server lists, whether it was read or not; never call
   *     this with a listing that may be incomplete
   * @return what was archived or held back; nothing else is counted
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  public MergeCounts archive(
      String connectionQualifiedName,
      Collection<String> existing,
      String workflowName,
      String runName,
      MergeRules rules) {
    Map<String, Object> values =
        Map.of(
            "connection", connectionQualifiedName,
            "database", GONE_DATABASES,
            "workflow", workflowName,
            "run", runName,
            "now", clock.instant());
    return jdbi.withHandle(handle -> archive(handle, existing, values, rules));
  }

  private static MergeCounts archive(
      Handle handle, Collection<String> existing, Map<String, Object> values, MergeRules rules) {
    handle
        .createQuery(SqlFiles.of(Stage.class, "lock_database"))
        .bindMap(values)
        .mapTo(String.class)
        .list();
    handle.execute(SqlFiles.of(ArchiveVanishedDatabases.class, "create_vanished"));
    handle
        .createUpdate(SqlFiles.of(ArchiveVanishedDatabases.class, "find_vanished"))
        .bindMap(values)
        .bindArray("existing", String.class, existing.toArray())
        .execute();
    MergeCounts.Held held = new ArchiveGuard(handle, rules).check(values);
    long archived =
        held.candidates() > 0
            ? 0
            : handle
                .createQuery(SqlFiles.of(Stage.class, "archive_vanished"))
                .bindMap(values)
                .mapTo(Long.class)
                .one();
    return new MergeCounts(0, 0, 0, archived, 0, held);
  }
}
