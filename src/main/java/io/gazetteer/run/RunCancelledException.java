package io.gazetteer.run;

/** Thrown out of a handler's work when its run was cancelled; not an error. */
public final class RunCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RunCancelledException() {
    super("The run was cancelled", null, false, false);
  }
}
