package io.gazetteer.run;

/**
 * What one run is asked to do besides what its workflow says; stored in {@code run.options}. An
 * option that a kind of run does not know changes nothing.
 *
 * @param fullRead whether everything is read, unchanged databases included
 * @param preview whether the run only reports what it would do and changes nothing
 */
public record RunOptions(boolean fullRead, boolean preview) {

  /** As the workflow says. */
  public static final RunOptions NONE = new RunOptions(false, false);

  /** Reads everything. */
  public static final RunOptions FULL_READ = new RunOptions(true, false);

  /** Changes nothing. */
  public static final RunOptions PREVIEW = new RunOptions(false, true);
}
