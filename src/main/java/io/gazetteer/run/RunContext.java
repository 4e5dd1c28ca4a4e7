package io.gazetteer.run;

import org.jdbi.v3.core.Handle;

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
   * Logs a warning that concerns the run and none of its scopes, and makes the run count as read in
   * part. For {@link RunHandler#conclude}, as it is not stored before the run ends.
   */
  void warn(String message);

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

  /**
   * The last word before work is made to last: ends it as {@link #throwIfCancelled} does, by what
   * the caller's own transaction sees, never by something remembered.
   *
   * @param transaction on the own store, in which the work is written; left open
   * @param keep true = nobody takes the run over or asks to end it before the transaction is over;
   *     short, as those others wait meanwhile
   * @throws RunCancelledException as {@link #throwIfCancelled}
   */
  void mustHold(Handle transaction, boolean keep);

  /**
   * For a call that takes long and cannot look itself: while the watch is open, somebody else looks
   * whether the run is to end, and then does the action, again and again until the watch is closed.
   *
   * @param action makes the call return soon, by any fault; comes from another thread, may come
   *     when the call is over or has not begun, and must not throw
   */
  Watch watch(Runnable action);

  /** Open until closed; closing waits for an action that goes on. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
