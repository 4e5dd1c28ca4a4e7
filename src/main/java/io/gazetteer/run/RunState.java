package io.gazetteer.run;

/**
 * State of a run. Transitions: PENDING to RUNNING to one of the final states, or PENDING to
 * CANCELLED.
 */
public enum RunState {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  /** Cancelled by a user; the SDKs have no such phase and show it as Failed. */
  CANCELLED("Failed");

  private final String phase;

  RunState(String phase) {
    this.phase = phase;
  }

  /** Returns the phase in the SDKs' wire form; one of five that they can parse. */
  public String phase() {
    return phase;
  }

  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
