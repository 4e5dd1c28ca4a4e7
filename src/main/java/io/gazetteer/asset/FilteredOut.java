package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What exists at the source, stands in the catalogue, and is left out by the filters of the
 * workflow that merges. It is archived only where that was asked for, and never while another
 * workflow reads it.
 */
final class FilteredOut {

  private final Handle handle;
  private final MergeRules rules;

  FilteredOut(Handle handle, MergeRules rules) {
    this.handle = handle;
    this.rules = rules;
  }

  /**
   * Notes which schemas this workflow reads, and adds what the filters leave out to what vanished
   * where it is to be archived. To be called once a merge, with the stage filled.
   *
   * @param values connection, database and workflow
   * @param spared types that are never archived
   * @return how many assets were added; on a dry run that archives none of them, how many would be
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
   * Likewise for whole databases.
   *
   * @param databases listed by the server and chosen by no filter
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
   * How many assets the filters leave out.
   *
   * @param archiving how many are among those to be archived
   * @param staying how many stay, as archiving them was not asked for; counted on a dry run alone
   */
  record Count(long archiving, long staying) {
    static final Count NONE = new Count(0, 0);
  }

  private static String sql(String statement) {
    return SqlFiles.of(FilteredOut.class, statement);
  }
}
