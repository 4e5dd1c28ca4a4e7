package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.SourceError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The attempt to open one connection, which another thread may abort at any time until the
 * connection is closed.
 */
public final class ConnectionAttempt {

  private Optional<TlsSession> tls = Optional.empty();
  // Ends all network traffic; never throws and never waits.
  private Optional<Runnable> end = Optional.empty();
  private Optional<Thread> waiting = Optional.empty();
  private boolean aborted;

  /**
   * Returns its TLS, also if the sign-in failed; empty before TLS starts, and for sources with
   * their own driver.
   */
  public synchronized Optional<TlsSession> tls() {
    return tls;
  }

  /**
   * Closes its sockets at once without notifying the server, and ends a wait for a free slot. For a
   * source with its own driver, ends the wait for the driver instead.
   */
  public void abort() {
    Optional<Runnable> running;
    synchronized (this) {
      aborted = true;
      running = end;
      waiting.ifPresent(Thread::interrupt);
    }
    running.ifPresent(Runnable::run);
  }

  /**
   * Waits for one of the connections that are allowed at the same time.
   *
   * @return false if none became free in time
   * @throws AppException SOURCE_CANCELLED after {@link #abort}
   * @throws InterruptedException if another thread interrupted this one
   */
  boolean take(Semaphore place, Duration wait) throws InterruptedException {
    synchronized (this) {
      throwIfAborted();
      waiting = Optional.of(Thread.currentThread());
    }
    boolean taken = false;
    boolean interrupted = false;
    try {
      taken = place.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      interrupted = true;
    }
    synchronized (this) {
      waiting = Optional.empty();
      if (aborted) {
        // The interrupt came from abort(), perhaps after the wait was over.
        Thread.interrupted();
        if (taken) {
          place.release();
        }
      }
      throwIfAborted();
    }
    if (interrupted) {
      throw new InterruptedException();
    }
    return taken;
  }

  private void throwIfAborted() {
    if (aborted) {
      throw givenUp();
    }
  }

  static AppException givenUp() {
    return new AppException(SourceError.SOURCE_CANCELLED, "The connection attempt was cancelled");
  }

  /**
   * Registers what the connection is made with.
   *
   * @throws AppException SOURCE_CANCELLED after {@link #abort}
   */
  synchronized void begin(TlsSession newTls, CheckedSockets newSockets) {
    throwIfAborted();
    tls = Optional.of(newTls);
    end = Optional.of(newSockets::abort);
  }

  /**
   * Registers a connection that a source's own driver makes.
   *
   * @param abandon ends the wait for the driver; never throws and never waits
   * @throws AppException SOURCE_CANCELLED after {@link #abort}
   */
  synchronized void begin(Runnable abandon) {
    throwIfAborted();
    end = Optional.of(abandon);
  }
}
