package io.gazetteer.run;

/**
 * Options of one run in addition to its workflow; stored in {@code run.options}. A kind of run
 * ignores options that it does not know.
 *
 * @param fullRead whether unchanged databases are read too
 * @param preview whether the run only reports what it would change
 */
public record RunOptions(boolean fullRead, boolean preview) {

  public static final RunOptions NONE = new RunOptions(false, false);

  public static final RunOptions FULL_READ = new RunOptions(true, false);

  /** Reports and changes nothing. */
  public static final RunOptions PREVIEW = new RunOptions(false, true);
}
