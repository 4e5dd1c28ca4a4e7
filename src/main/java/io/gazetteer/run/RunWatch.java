package io.gazetteer.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Checks on a thread of its own whether a run must end while its worker waits in a call that cannot
 * check, and then acts until that call has returned.
 */
final class RunWatch implements RunContext.Watch, Runnable {

  private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Logger LOG = Logger.getLogger(RunWatch.class);

  private final String runName;
  private final BooleanSupplier mustEnd;
  private final Runnable action;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private boolean checked = true;
  private boolean closed;

  private RunWatch(String runName, BooleanSupplier mustEnd, Runnable action) {
    this.runName = runName;
    this.mustEnd = mustEnd;
    this.action = action;
  }

  /**
   * Starts it.
   *
   * @param mustEnd whether the run must end; asks the catalog database
   */
  static RunWatch start(String runName, BooleanSupplier mustEnd, Runnable action) {
    RunWatch watch = new RunWatch(runName, mustEnd, action);
    Thread thread = new Thread(watch, "gazetteer-watch-" + runName);
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Makes it check at once. */
  void checkNow() {
    lock.lock();
    try {
      checked = false;
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    while (awaitNext()) {
      try {
        if (mustEnd.getAsBoolean()) {
          act();
        }
      } catch (JdbiException storeAway) {
        // The next check may reach it; the worker notices by its own calls.
        LOG.debugf("Run %s could not be checked", runName);
      }
    }
  }

  /** Returns false once closed. */
  private boolean awaitNext() {
    lock.lock();
    try {
      long left = EACH_NANOS;
      while (left > 0 && checked && !closed) {
        left = signal.awaitNanos(left);
      }
      checked = true;
      return !closed;
    } catch (InterruptedException stop) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Never acts after close has returned: the action could then end the work of another run. */
  private void act() {
    lock.lock();
    try {
      if (!closed) {
        action.run();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
