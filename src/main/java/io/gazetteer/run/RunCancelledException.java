package io.gazetteer.run;

import java.util.concurrent.CancellationException;

/** Thrown through a handler's work when the run was cancelled; not a fault. */
public final class RunCancelledException extends CancellationException {

  private static final long serialVersionUID = 1L;

  public RunCancelledException() {
    super("The run was cancelled");
  }
}
