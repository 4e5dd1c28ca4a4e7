package io.gazetteer.run;

/** Where a scope stands. Only COMPLETE scopes have been reconciled in full. */
public enum ScopeState {
  PENDING,
  RUNNING,
  /** Read completely. */
  COMPLETE,
  /** Read, with parts missing; the warnings name them. */
  DEGRADED,
  /** Not read. What it would have held is unknown, not empty. */
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return this != PENDING && this != RUNNING;
  }
}
