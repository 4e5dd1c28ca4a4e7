package io.gazetteer.run;

/**
 * Where a run stands. Transitions: PENDING to RUNNING to one of the final states, or PENDING to
 * CANCELLED.
 */
public enum RunState {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  /** Ended because somebody asked for it; the SDKs know no such phase and see it as Failed. */
  CANCELLED("Failed");

  private final String phase;

  RunState(String phase) {
    this.phase = phase;
  }

  /** The word for it in the SDKs' wire form; one of five that they can parse. */
  public String phase() {
    return phase;
  }

  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
