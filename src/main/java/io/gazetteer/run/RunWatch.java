package io.gazetteer.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Looks, on a thread of its own, whether a run is to end while its worker waits in a call that
 * cannot look by itself, and then acts until that call has returned.
 */
final class RunWatch implements RunContext.Watch, Runnable {

  private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Logger LOG = Logger.getLogger(RunWatch.class);

  private final ActiveRun run;
  private final Runnable action;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private boolean looked = true;
  private boolean closed;

  private RunWatch(ActiveRun run, Runnable action) {
    this.run = run;
    this.action = action;
  }

  static RunWatch start(ActiveRun run, Runnable action) {
    RunWatch watch = new RunWatch(run, action);
    Thread thread = new Thread(watch, "gazetteer-watch-" + run.run().name());
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Makes it look at once. */
  void look() {
    lock.lock();
    try {
      looked = false;
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    while (awaitNext()) {
      try {
        if (run.look()) {
          act();
        }
      } catch (JdbiException storeAway) {
        // The next look may reach it; the worker hears of it from its own calls.
        LOG.debugf("Run %s could not be looked at", run.run().name());
      }
    }
  }

  /** False once closed. */
  private boolean awaitNext() {
    lock.lock();
    try {
      long left = EACH_NANOS;
      while (left > 0 && looked && !closed) {
        left = signal.awaitNanos(left);
      }
      looked = true;
      return !closed;
    } catch (InterruptedException stop) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Never after close has returned: what the action ends could be somebody else's by then. */
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
