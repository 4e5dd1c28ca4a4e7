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
 * A run in the hands of a worker of this replica. The worker's thread calls everything but {@link
 * #wake}, {@link #shutDown} and {@link #look}, which any thread may call.
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

  private volatile boolean lost;
  private volatile Optional<String> cancelledBy = Optional.empty();
  private volatile Optional<RunWatch> watch = Optional.empty();
  private long checkedAt;

  private final List<String> warnings = new ArrayList<>();
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
  public void warn(String message) {
    warnings.add(message);
    log(LogLevel.WARN, message);
  }

  /** What the handler warned of, besides its scopes' warnings. */
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
      // Said by the next throwIfCancelled; a call to progress never ends the work by itself.
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

  /** What was once found to be at an end stays so. */
  private void note(RunStore.Standing standing) {
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
    RunWatch started = RunWatch.start(this, action);
    watch = Optional.of(started);
    return started;
  }

  /** Whether the run is to end, by the store where nothing was noticed yet. */
  boolean look() {
    if (!isStopped()) {
      note(runs.standing(run));
    }
    return isStopped();
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

  /** Waits without a look into the store, which is away, until the service stops at most. */
  void rest(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0 && !shuttingDown; left = end - System.nanoTime()) {
      woken = false;
      await(left);
    }
    woken = true;
  }

  /** Makes the next begin of the scope in work no further attempt at it. */
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

  /** Makes the worker look at once whether somebody asked to end the run. */
  void wake() {
    woken = true;
    signalAll();
    watch.ifPresent(RunWatch::look);
  }

  /** Makes the worker give the run back as soon as its handler lets it. */
  void shutDown() {
    shuttingDown = true;
    signalAll();
    watch.ifPresent(RunWatch::look);
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
