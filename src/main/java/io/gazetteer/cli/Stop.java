package io.gazetteer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of a person, or of the operating system, that the work ends: by Ctrl-C, TERM and the
 * like, which wait a moment for it. To be closed when the work is over.
 */
final class Stop implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 5_000;
  private static final long AGAIN_MILLIS = 500;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "stop-command");

  // Null while nothing goes on that would not look itself.
  private volatile Runnable action;

  private volatile Runnable last = () -> {};

  private Stop() {}

  /** Listens to signals until it is closed. */
  static Stop listening() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** What makes the call that goes on return soon; null = nothing goes on. */
  void onAsked(Runnable newAction) {
    action = newAction;
  }

  /** What is done when the work did not end in time after it was asked to. */
  void lastly(Runnable newLast) {
    last = newLast;
  }

  /** Waits so long, or until it is asked for. */
  void pause(Duration wait) {
    try {
      if (asked.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for it and waits until the work is over, but not for long. */
  void askAndWait() {
    asked.countDown();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try {
      do {
        // Again and again, as a cancel finds nothing between two statements.
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
      // The program ends already; the hook is at work.
      action = null;
    }
  }
}
