package io.gazetteer.run;

/** What the engine offers to a handler while a run goes on. */
public interface RunContext {

  /** The run as it stood when this attempt began. */
  Run run();

  /**
   * Appends to the log that people read while the run goes on. Never put secrets or SQL into it.
   * Cut after 4000 characters; nothing is written once this worker has lost the run.
   */
  void log(LogLevel level, String message);

  /**
   * Tells how far the current scope is. Cheap: written to the store at most twice a second.
   *
   * @param doneObjects objects dealt with so far; never goes back within an attempt
   * @param knownObjects objects expected; 0 when not known
   */
  void progress(long doneObjects, long knownObjects);

  /**
   * Ends the work when somebody asked for it; cheap enough to be called for each thousand rows
   * (looks into the store at most once a second).
   *
   * @throws RunCancelledException when a cancel was requested, when this worker has lost the run to
   *     another one, or when the service stops; let it pass, the engine knows which
   */
  void throwIfCancelled();
}
