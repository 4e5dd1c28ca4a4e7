package io.gazetteer.run;

/** Thrown through a handler's work when the run was cancelled; not a fault. */
public final class RunCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RunCancelledException() {
    super("The run was cancelled", null, false, false);
  }
}
