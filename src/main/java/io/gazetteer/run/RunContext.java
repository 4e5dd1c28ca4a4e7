package io.gazetteer.run;

import org.jdbi.v3.core.Handle;

/** What the engine offers to the handler of a run. */
public interface RunContext {

  /** Returns the state of the run at the start of this attempt. */
  Run run();

  /**
   * Appends to the log that people read during the run. Never put secrets or SQL into it. Cut after
   * 4000 characters; nothing is written once this worker has lost the run.
   */
  void log(LogLevel level, String message);

  /**
   * Logs a warning that concerns the run and none of its scopes, and marks the run as degraded. For
   * {@link RunHandler#conclude}, as it is not stored before the run ends.
   */
  void warn(String message);

  /**
   * Reports progress of the current scope. Cheap: written to the catalog database at most twice per
   * second.
   *
   * @param doneObjects number of objects processed so far; never decreases within an attempt
   * @param knownObjects number of objects expected; 0 if not known
   */
  void progress(long doneObjects, long knownObjects);

  /**
   * Ends the work if the run was cancelled. Cheap enough for a call per thousand rows: asks the
   * catalog database at most once per second.
   *
   * @throws RunCancelledException if the run was cancelled, if another worker has taken it over, or
   *     if the service stops; do not catch it, the engine knows which
   */
  void throwIfCancelled();

  /**
   * Checks the run a last time before its work is committed: as {@link #throwIfCancelled}, but by
   * what the caller's transaction sees, never by an earlier check.
   *
   * @param transaction on the catalog database, in which the work is written; left open
   * @param keep whether nobody can take over or cancel the run before the transaction ends; keep
   *     such a transaction short, because others wait for it
   * @throws RunCancelledException as {@link #throwIfCancelled}
   */
  void mustHold(Handle transaction, boolean keep);

  /**
   * Watches the run during a long call that cannot check it: while the watch is open, another
   * thread checks whether the run must end, and then executes the action repeatedly until the watch
   * is closed.
   *
   * @param action makes the call return soon, with any error; executed by another thread, possibly
   *     before or after the call; must not throw
   */
  Watch watch(Runnable action);

  /** Open until closed; closing waits for an action in progress. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
