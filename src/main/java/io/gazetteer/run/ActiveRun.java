package io.gazetteer.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/**
 * A run that a worker of this replica holds. Only the worker's thread calls its methods, except
 * {@link #wake}, {@link #shutDown} and {@link #mustEnd}, which any thread may call.
 */
final class ActiveRun implements RunContext {

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Run run;
  private final RunRepository runs;
  private final ScopeRepository scopes;
  private final RunLogRepository logs;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private volatile boolean woken = true;
  private volatile boolean shuttingDown;

  private volatile boolean lost;
  private volatile Optional<String> cancelledBy = Optional.empty();
  private volatile Optional<RunWatch> watch = Optional.empty();
  private long checkedAt;

  private final List<String> warnings = new ArrayList<>();
  private Optional<RunScope> scope = Optional.empty();
  private long done;
  private long known;
  private long writtenAt;

  ActiveRun(Run run, RunRepository runs, ScopeRepository scopes, RunLogRepository logs) {
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
  public void warn(String message) {
    warnings.add(message);
    log(LogLevel.WARN, message);
  }

  /** Warnings of the handler that belong to no scope. */
  List<String> warnings() {
    return List.copyOf(warnings);
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
      // Reported by the next throwIfCancelled; a call to progress never ends the work.
      lost = true;
    }
  }

  @Override
  public void throwIfCancelled() {
    if (!isStopped() && (woken || System.nanoTime() - checkedAt >= CHECK_NANOS)) {
      woken = false;
      checkedAt = System.nanoTime();
      note(runs.standing(run));
    }
    throwIfStopped();
  }

  @Override
  public void mustHold(Handle transaction, boolean keep) {
    note(runs.standing(run, transaction, keep));
    throwIfStopped();
  }

  /** Records a standing. A lost or cancelled run stays so. */
  private void note(RunRepository.Standing standing) {
    if (!standing.held()) {
      lost = true;
    }
    if (standing.cancelRequestedBy().isPresent()) {
      cancelledBy = standing.cancelRequestedBy();
    }
  }

  private void throwIfStopped() {
    if (isStopped()) {
      throw new RunCancelledException();
    }
  }

  @Override
  public Watch watch(Runnable action) {
    RunWatch started = RunWatch.start(run.name(), this::mustEnd, action);
    watch = Optional.of(started);
    return started;
  }

  /** Returns whether the run must end; asks the catalog database unless that is known already. */
  boolean mustEnd() {
    if (!isStopped()) {
      note(runs.standing(run));
    }
    return isStopped();
  }

  void enter(RunScope next) {
    scope = Optional.of(next);
    done = 0;
    known = 0;
    writtenAt = System.nanoTime() - PROGRESS_NANOS;
    mustHold(scopes.begin(run, next));
  }

  /** Writes progress that was not written yet. */
  void flush() {
    if (done > 0 || known > 0) {
      writeProgress();
    }
  }

  void leave() {
    scope = Optional.empty();
  }

  /**
   * Waits, unless the run must end meanwhile.
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

  /**
   * Waits without asking the catalog database, which is down; returns early if the service stops.
   */
  void rest(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0 && !shuttingDown; left = end - System.nanoTime()) {
      woken = false;
      await(left);
    }
    woken = true;
  }

  /** Resets the current scope, so that its next start does not count as another attempt. */
  void giveScopeBack() {
    scopes.release(run);
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

  /** Makes the worker check at once whether the run was cancelled. */
  void wake() {
    woken = true;
    signalAll();
    watch.ifPresent(RunWatch::checkNow);
  }

  /** Makes the worker return the run to the queue as soon as its handler allows. */
  void shutDown() {
    shuttingDown = true;
    signalAll();
    watch.ifPresent(RunWatch::checkNow);
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
   * Records that a fenced write changed nothing.
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

  /** Who cancelled it, as far as the worker knows; empty when nobody did. */
  Optional<String> cancelledBy() {
    return cancelledBy;
  }
}
