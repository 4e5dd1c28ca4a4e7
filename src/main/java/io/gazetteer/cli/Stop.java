package io.gazetteer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request to stop by Ctrl-C or a signal such as TERM, which waits a moment for the task to end.
 * Close it when the task is done.
 */
final class Stop implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 5_000;
  private static final long AGAIN_MILLIS = 500;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "stop-command");

  // Null while nothing runs that does not check by itself.
  private volatile Runnable action;

  private volatile Runnable last = () -> {};

  private Stop() {}

  /** Starts to listen for signals, until it is closed. */
  static Stop listening() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Sets the action that makes the current call return soon; null = no call is running. */
  void onAsked(Runnable newAction) {
    action = newAction;
  }

  /** Sets the action for a task that does not end in time after a stop. */
  void atExit(Runnable newAtExit) {
    last = newAtExit;
  }

  /** Waits for a time or until a stop is requested. */
  void pause(Duration wait) {
    try {
      if (asked.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests a stop and waits a short time for the task to end. */
  void askAndWait() {
    asked.countDown();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try {
      do {
        // Repeatedly, because a cancel has no effect between two statements.
        Runnable current = action;
        if (current != null) {
          current.run();
        }
        if (over.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      } while (System.nanoTime() < end);
      last.run();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The program is already ending.
      action = null;
    }
  }
}
