package io.gazetteer.asset;

import java.util.Set;

/**
 * How far a merge may go.
 *
 * @param archiveLimitPercent share of a connection's active assets, 0 to 100, above which nothing
 *     is archived until a person has approved it; 100 = no limit
 * @param dryRun true = find out what would happen, and leave everything as it is
 * @param archiveFilteredOut true = also archive what exists at the source, is left out on purpose
 *     and is read by no other workflow
 * @param otherWorkflows names of the other workflows in use over the same connection; what they
 *     read is never archived as left out
 * @param fence what keeps a late merge from taking effect
 */
public record MergeRules(
    int archiveLimitPercent,
    boolean dryRun,
    boolean archiveFilteredOut,
    Set<String> otherWorkflows,
    MergeFence fence) {

  /** Without a limit, for real. */
  public static final MergeRules UNLIMITED = new MergeRules(100, false);

  public MergeRules {
    otherWorkflows = Set.copyOf(otherWorkflows);
  }

  /** Archives nothing that was left out on purpose, and lets every merge pass. */
  public MergeRules(int archiveLimitPercent, boolean dryRun) {
    this(archiveLimitPercent, dryRun, false, Set.of(), MergeFence.OPEN);
  }
}
