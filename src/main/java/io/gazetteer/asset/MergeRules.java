package io.gazetteer.asset;

import java.util.Set;

/**
 * Limits of a merge.
 *
 * @param archiveLimitPercent share of a connection's active assets, 0 to 100, above which archiving
 *     waits for approval; 100 = no limit
 * @param dryRun true = determine what would change, and roll back
 * @param archiveFilteredOut true = also archive what exists at the source, is excluded by the
 *     filters and is read by no other workflow
 * @param otherWorkflows names of the other active workflows of the connection; what they read is
 *     never archived as excluded
 * @param fence rejects a merge that comes too late
 */
public record MergeRules(
    int archiveLimitPercent,
    boolean dryRun,
    boolean archiveFilteredOut,
    Set<String> otherWorkflows,
    MergeFence fence) {

  /** No limit, not a dry run. */
  public static final MergeRules UNLIMITED = new MergeRules(100, false);

  public MergeRules {
    otherWorkflows = Set.copyOf(otherWorkflows);
  }

  /** Archives nothing that is excluded, and accepts every merge. */
  public MergeRules(int archiveLimitPercent, boolean dryRun) {
    this(archiveLimitPercent, dryRun, false, Set.of(), MergeFence.OPEN);
  }
}
