package io.gazetteer.run;

/** State of a scope. Only COMPLETE scopes are fully reconciled. */
public enum ScopeState {
  PENDING,
  RUNNING,
  /** Read completely. */
  COMPLETE,
  /** Read, with parts missing; the warnings name them. */
  DEGRADED,
  /** Not read. Its content is unknown, not empty. */
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return this != PENDING && this != RUNNING;
  }
}
