package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Archives databases that a server no longer has, with everything in them. */
@ApplicationScoped
public class ArchiveVanishedDatabases {

  /** Means whole databases; no database has an empty name. */
  private static final String ALL_DATABASES = "";

  /** Timeout of the transaction; the default minute is too short for a million assets. */
  private static final int LONGEST_SECONDS = 3600;

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * The complete list of the databases of a server.
   *
   * @param existing all of them, read or not
   * @param excluded those among them that the workflow's filters exclude
   */
  public record Listed(Collection<String> existing, Collection<String> excluded) {}

  /**
   * Archives assets of databases that no longer exist, and if the rules say so of databases that
   * the filters exclude, unless that is more than the rules allow. Repeating it changes nothing.
   *
   * @param listed never from a listing that may be incomplete
   * @return what was archived or waits for approval, or in a dry run would; nothing else is counted
   * @throws io.gazetteer.common.AppException READ_OVERTAKEN when assets of the connection changed
   *     after the listing
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  public MergeCounts archive(
      String connectionQualifiedName,
      Listed listed,
      String workflowName,
      String runName,
      MergeRules rules) {
    Map<String, Object> values =
        Map.of(
            "connection", connectionQualifiedName,
            "database", ALL_DATABASES,
            "workflow", workflowName,
            "run", runName,
            "now", clock.instant());
    return jdbi.withHandle(handle -> archive(handle, listed, values, rules));
  }

  private static MergeCounts archive(
      Handle handle, Listed listed, Map<String, Object> values, MergeRules rules) {
    List<String> databases = listed.existing().stream().map(BoundedText::place).toList();
    Object[] existing = databases.toArray();
    Merge.lock(handle, values);
    // Waits for a merge of one of them that is back, so that its change is noticed.
    handle
        .createQuery(sql("lock_gone"))
        .bindMap(values)
        .bindArray("existing", String.class, existing)
        .mapTo(String.class)
        .list();
    rules.fence().check(handle, values);
    handle.execute(sql("create_vanished"));
    handle
        .createUpdate(sql("find_vanished"))
        .bindMap(values)
        .bindArray("existing", String.class, existing)
        .execute();
    FilteredOut.Count filteredOut =
        new FilteredOut(handle, rules)
            .findDatabases(values, listed.excluded().stream().map(BoundedText::place).toArray());
    MergeCounts.Held held = new ArchiveGuard(handle, rules).check(values, filteredOut);
    long archived = held.candidates() > 0 ? 0 : Merge.archiveVanished(handle, values);
    if (!rules.dryRun() && held.candidates() == 0) {
      Fingerprints.forgetGone(handle, values, databases);
    }
    rules.fence().pass(handle, values, false);
    return new MergeCounts(0, 0, 0, archived, 0, held);
  }

  private static String sql(String statement) {
    return SqlFiles.of(ArchiveVanishedDatabases.class, statement);
  }
}
