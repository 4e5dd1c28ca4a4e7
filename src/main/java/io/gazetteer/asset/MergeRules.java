package io.gazetteer.asset;

/**
 * How far a merge may go.
 *
 * @param archiveLimitPercent share of a connection's active assets, 0 to 100, above which nothing
 *     is archived until a person has approved it; 100 = no limit
 * @param dryRun true = find out what would happen, and leave everything as it is
 */
public record MergeRules(int archiveLimitPercent, boolean dryRun) {

  /** Without a limit, for real. */
  public static final MergeRules UNLIMITED = new MergeRules(100, false);
}
