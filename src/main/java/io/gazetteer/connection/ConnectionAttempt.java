package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.SourceError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A connection from before its first packet to its end, for whoever may have to give it up from
 * another thread. One object for each connection that is opened.
 */
public final class ConnectionAttempt {

  private Optional<TlsSession> tls = Optional.empty();
  // Ends what goes on over the network; never throws and never waits.
  private Optional<Runnable> end = Optional.empty();
  private Optional<Thread> waiting = Optional.empty();
  private boolean aborted;

  /** Its TLS, also where signing in failed; empty before, and where the source brings a driver. */
  public synchronized Optional<TlsSession> tls() {
    return tls;
  }

  /**
   * Closes its sockets at once and for good, without a word to the server, and ends a wait for its
   * place. Where the source brings a driver, ends the wait for that driver instead.
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
   * Waits for a place among the connections that are allowed at once.
   *
   * @return false when none was free in time
   * @throws AppException SOURCE_CANCELLED once it was aborted
   * @throws InterruptedException when the thread was interrupted by somebody else
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
        // The interrupt was ours, and may have come when the wait was over.
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

  /** What whoever waits for a connection gets when it is aborted. */
  static AppException givenUp() {
    return new AppException(SourceError.SOURCE_CANCELLED, "The connection attempt was cancelled");
  }

  /**
   * Notes what is going to be connected with.
   *
   * @throws AppException SOURCE_CANCELLED once it was aborted
   */
  synchronized void begin(TlsSession newTls, CheckedSockets newSockets) {
    throwIfAborted();
    tls = Optional.of(newTls);
    end = Optional.of(newSockets::abort);
  }

  /**
   * The same for a source that brings a driver.
   *
   * @throws AppException SOURCE_CANCELLED once it was aborted
   */
  synchronized void begin(DriverCall call) {
    throwIfAborted();
    end = Optional.of(call::abandon);
  }
}
