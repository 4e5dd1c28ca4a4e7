package io.gazetteer.run;

import java.util.concurrent.CancellationException;

/** Thrown out of a handler's work when its run was cancelled; not an error. */
public final class RunCancelledException extends CancellationException {

  private static final long serialVersionUID = 1L;

  public RunCancelledException() {
    super("The run was cancelled");
  }
}
