package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Assets that exist at the source and in the catalogue, but are excluded by the filters of the
 * workflow that merges. They are archived only on request, and never while another workflow reads
 * them.
 */
record FilteredOut(Handle handle, MergeRules rules) {

  /**
   * Records which schemas this workflow reads, and adds excluded assets to the vanished ones if
   * they must be archived. Called once per merge, after the stage is filled.
   *
   * @param values connection, database and workflow
   * @param spared types that are never archived
   * @return how many assets were added; in a dry run that archives none of them, how many would be
   */
  Count find(Map<String, Object> values, String... spared) {
    handle.createUpdate(sql("note_schemas")).bindMap(values).execute();
    if (!rules.archiveFilteredOut() && !rules.dryRun()) {
      return Count.NONE;
    }
    handle.execute(sql("create_filtered"));
    long found =
        handle
            .createUpdate(sql("find_filtered"))
            .bindMap(values)
            .bindArray("spared", String.class, (Object[]) spared)
            .bindArray("others", String.class, rules.otherWorkflows().toArray())
            .execute();
    return add(found);
  }

  /**
   * Does the same for whole databases.
   *
   * @param databases listed by the server and excluded by the filters
   */
  Count findDatabases(Map<String, Object> values, Object[] databases) {
    if (databases.length == 0 || (!rules.archiveFilteredOut() && !rules.dryRun())) {
      return Count.NONE;
    }
    handle.execute(sql("create_filtered"));
    long found =
        handle
            .createUpdate(sql("find_filtered_databases"))
            .bindMap(values)
            .bindArray("databases", String.class, databases)
            .bindArray("others", String.class, rules.otherWorkflows().toArray())
            .execute();
    return add(found);
  }

  private Count add(long found) {
    if (!rules.archiveFilteredOut()) {
      return new Count(0, found);
    }
    handle.createUpdate(sql("add_to_vanished")).execute();
    return new Count(found, 0);
  }

  /**
   * How many assets the filters exclude.
   *
   * @param staying how many are kept, because archiving them is not requested; counted in a dry run
   *     only
   */
  record Count(long archiving, long staying) {
    static final Count NONE = new Count(0, 0);
  }

  private static String sql(String statement) {
    return SqlFiles.of(FilteredOut.class, statement);
  }
}
