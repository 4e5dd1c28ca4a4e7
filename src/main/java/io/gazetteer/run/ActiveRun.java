package io.gazetteer.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A run in the hands of a worker of this replica. The worker's thread calls everything but {@link
 * #wake} and {@link #shutDown}, which any thread may call.
 */
final class ActiveRun implements RunContext {

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Run run;
  private final RunStore runs;
  private final ScopeStore scopes;
  private final RunLogStore logs;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private volatile boolean woken = true;
  private volatile boolean shuttingDown;

  private boolean lost;
  private Optional<String> cancelledBy = Optional.empty();
  private long checkedAt;

  private Optional<RunScope> scope = Optional.empty();
  private long done;
  private long known;
  private long writtenAt;

  ActiveRun(Run run, RunStore runs, ScopeStore scopes, RunLogStore logs) {
    this.run = run;
    this.runs = runs;
    this.scopes = scopes;
    this.logs = logs;
  }

  @Override
  public Run run() {
    return run;
  }

  @Override
  public void log(LogLevel level, String message) {
    logs.append(run, scope.map(RunScope::name), level, message);
  }

  @Override
  public void progress(long doneObjects, long knownObjects) {
    done = Math.max(done, doneObjects);
    known = Math.max(knownObjects, 0);
    if (System.nanoTime() - writtenAt >= PROGRESS_NANOS) {
      writeProgress();
    }
  }

  private void writeProgress() {
    writtenAt = System.nanoTime();
    if (scope.isPresent() && !scopes.progress(run, scope.get(), done, known)) {
      // Said by the next throwIfCancelled; a call to progress never ends the work by itself.
      lost = true;
    }
  }

  @Override
  public void throwIfCancelled() {
    if (!isStopped() && (woken || System.nanoTime() - checkedAt >= CHECK_NANOS)) {
      woken = false;
      checkedAt = System.nanoTime();
      RunStore.Standing standing = runs.standing(run);
      lost = !standing.held();
      cancelledBy = standing.cancelRequestedBy();
    }
    if (isStopped()) {
      throw new RunCancelledException();
    }
  }

  /** Begins a scope, or begins it again. */
  void enter(RunScope next) {
    scope = Optional.of(next);
    done = 0;
    known = 0;
    writtenAt = System.nanoTime() - PROGRESS_NANOS;
    mustHold(scopes.begin(run, next));
  }

  /** Writes what progress was held back. */
  void flush() {
    if (done > 0 || known > 0) {
      writeProgress();
    }
  }

  void leave() {
    scope = Optional.empty();
  }

  /**
   * Waits, unless the run is ended meanwhile.
   *
   * @throws RunCancelledException as {@link #throwIfCancelled}
   */
  void pause(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
      throwIfCancelled();
      await(Math.min(left, CHECK_NANOS));
    }
    throwIfCancelled();
  }

  private void await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !woken && !shuttingDown) {
        left = signal.awaitNanos(left);
      }
    } catch (InterruptedException stop) {
      // Only a stop of the service interrupts a worker.
      shuttingDown = true;
    } finally {
      lock.unlock();
    }
  }

  /** Makes the worker look at once whether somebody asked to end the run. */
  void wake() {
    woken = true;
    signalAll();
  }

  /** Makes the worker give the run back as soon as its handler lets it. */
  void shutDown() {
    shuttingDown = true;
    signalAll();
  }

  private void signalAll() {
    lock.lock();
    try {
      signal.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes note that a fenced write changed nothing.
   *
   * @throws RunCancelledException when {@code written} is false
   */
  void mustHold(boolean written) {
    if (!written) {
      lost = true;
      throw new RunCancelledException();
    }
  }

  boolean isStopped() {
    return lost || shuttingDown || cancelledBy.isPresent();
  }

  boolean isLost() {
    return lost;
  }

  boolean isShuttingDown() {
    return shuttingDown;
  }

  /** Who asked to end it, as far as the worker has seen; empty when nobody did. */
  Optional<String> cancelledBy() {
    return cancelledBy;
  }
}
