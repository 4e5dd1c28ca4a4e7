package io.gazetteer.run;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Executes a run from its current state: plan, scopes in order, conclusion, final state. It may be
 * killed at any point; the next worker resumes after the last finished scope. Errors of the catalog
 * database outside a handler's work are thrown, so that the run is resumed later.
 */
@ApplicationScoped
class RunWorker {

  /** What happens to the run's place in the queue. */
  enum Verdict {
    /** The run is final. */
    DONE,
    /** An older run of the workflow has not ended. */
    WAIT,
    /** The service stops; the next worker resumes the run. */
    RELEASED,
    /** Another worker has it. */
    LOST
  }

  private static final Logger LOG = Logger.getLogger(RunWorker.class);

  @Inject RunRepository runs;
  @Inject ScopeRepository scopes;
  @Inject RunLogRepository logs;
  @Inject RunSettings settings;
  @Inject Clock clock;
  @Inject @Any Instance<RunHandler> handlers;

  private final Map<Long, ActiveRun> active = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** Executes a run until it is final or must be released. */
  Verdict work(String name) {
    Optional<Run> started = runs.start(name);
    if (started.isEmpty()) {
      boolean open = runs.byName(name).filter(run -> !run.state().isFinal()).isPresent();
      return open ? Verdict.WAIT : Verdict.DONE;
    }
    Run run = started.get();
    ActiveRun context = new ActiveRun(run, runs, scopes, logs);
    active.put(run.id(), context);
    if (stopping) {
      // It was picked while the others were being shut down.
      context.shutDown();
    }
    try {
      return carryOut(context);
    } finally {
      active.remove(run.id(), context);
    }
  }

  /** Makes the worker of a run, if it is ours, check whether it was cancelled. */
  void wake(long runId) {
    Optional.ofNullable(active.get(runId)).ifPresent(ActiveRun::wake);
  }

  /** Allows our workers to start runs, at first or after a stop. */
  void open() {
    stopping = false;
  }

  /** Makes our workers release their runs, and each run that they pick from now on. */
  void shutDown() {
    stopping = true;
    active.values().forEach(ActiveRun::shutDown);
  }

  private Verdict carryOut(ActiveRun context) {
    try {
      context.log(LogLevel.INFO, begun(context.run()));
      RunHandler handler = handlerOf(context.run());
      for (RunScope scope : planned(context, handler)) {
        if (!scope.state().isFinal()) {
          workOn(context, handler, scope);
        }
      }
      List<RunScope> ended = scopes.of(context.run().id());
      attempt(
          context,
          "The conclusion",
          () -> {
            handler.conclude(context, ended);
            return ended;
          });
      finish(context, RunSummary.of(ended).with(context.warnings()));
      return Verdict.DONE;
    } catch (RunCancelledException stop) {
      return letGo(context);
    } catch (AppException fault) {
      return failed(context, fault);
    }
  }

  private static String begun(Run run) {
    return run.attempts() == 1
        ? "Started"
        : "Resumed (attempt %d); finished scopes are kept".formatted(run.attempts());
  }

  RunHandler handlerOf(Run run) {
    return handlers.stream()
        .filter(handler -> handler.kind().equals(run.kind()))
        .findFirst()
        .orElseThrow(
            () ->
                new AppException(
                    RunError.RUN_KIND_UNKNOWN,
                    "This service cannot execute runs of kind " + run.kind()));
  }

  static List<PlannedScope> notEmpty(List<PlannedScope> plan) {
    if (plan.isEmpty()) {
      throw new AppException(
          RunError.RUN_NOTHING_TO_DO, "There is nothing to do: the plan names no scope");
    }
    return plan;
  }

  private List<RunScope> planned(ActiveRun context, RunHandler handler) {
    Run run = context.run();
    List<RunScope> known = scopes.of(run.id());
    if (!known.isEmpty()) {
      return known;
    }
    List<PlannedScope> plan = notEmpty(attempt(context, "Planning", () -> handler.plan(context)));
    context.mustHold(scopes.insert(run, plan));
    List<RunScope> stored = scopes.of(run.id());
    context.log(LogLevel.INFO, "Planned " + RunSummary.count(stored.size(), "scope"));
    return stored;
  }

  private void workOn(ActiveRun context, RunHandler handler, RunScope scope) {
    context.throwIfCancelled();
    if (scope.state() == ScopeState.RUNNING && scope.attempts() >= settings.scopeAttempts()) {
      // A scope that kills its worker would otherwise be retried for ever.
      String message =
          "Given up: the service died " + scope.attempts() + " times in the middle of this scope";
      end(context, scope, new AppException(RunError.RUN_WORKER_LOST, message));
      return;
    }
    Instant from = clock.instant();
    try {
      ScopeOutcome outcome =
          attempt(
              context,
              "Scope " + scope.name(),
              () -> {
                context.enter(scope);
                context.log(LogLevel.INFO, "Scope " + scope.name() + " started");
                return handler.execute(context, scope.name());
              });
      context.flush();
      context.mustHold(scopes.finish(context.run(), scope, outcome));
      for (String warning : outcome.warnings()) {
        context.log(LogLevel.WARN, warning);
      }
      context.log(
          LogLevel.INFO, RunSummary.ended(scope, outcome, Duration.between(from, clock.instant())));
    } catch (AppException fault) {
      end(context, scope, fault);
    } finally {
      context.leave();
    }
  }

  private void end(ActiveRun context, RunScope scope, AppException fault) {
    String message = RunLogRepository.cut(fault.getMessage());
    context.mustHold(scopes.fail(context.run(), scope, fault.code(), message));
    context.log(LogLevel.ERROR, "Scope " + scope.name() + " failed: " + message);
  }

  /**
   * Calls the handler, and retries while its error is retryable. Errors of the catalog database
   * have a limit of their own, because nothing can be logged while it is down.
   *
   * @throws AppException the last error; an unexpected one becomes INTERNAL_ERROR, and only the log
   *     gets its text
   */
  private <T> T attempt(ActiveRun context, String what, Supplier<T> work) {
    Duration wait = settings.retryBackoff();
    int storeFaults = 0;
    String untold = "";
    for (int attempt = 1; ; ) {
      try {
        if (!untold.isEmpty()) {
          context.giveScopeBack();
          context.log(LogLevel.WARN, untold);
          untold = "";
        }
        context.throwIfCancelled();
        return work.get();
      } catch (RuntimeException | Error failure) {
        AppException fault = fault(context, what, failure);
        boolean ofStore = fault.code() == CommonError.STORE_UNAVAILABLE;
        int tries = ofStore ? ++storeFaults : attempt++;
        int limit = ofStore ? settings.storeAttempts() : settings.scopeAttempts();
        if (!fault.code().retryable() || tries >= limit) {
          throw fault;
        }
        String message =
            what + " failed: " + fault.getMessage() + ". Next try in " + RunSummary.seconds(wait);
        if (ofStore) {
          LOG.warnf("Run %s: %s", context.run().name(), message);
          untold = message;
          context.rest(wait);
        } else {
          context.log(LogLevel.WARN, message);
          context.pause(wait);
        }
      }
      wait = wait.multipliedBy(2);
    }
  }

  private AppException fault(ActiveRun context, String what, Throwable failure) {
    if (context.isStopped()
        || failure instanceof RunCancelledException
        || Thread.currentThread().isInterrupted()) {
      // Whatever it threw, it threw because it was stopped or interrupted.
      throw new RunCancelledException();
    }
    if (failure instanceof AppException fault) {
      return fault;
    }
    UUID id = UUID.randomUUID();
    return StoreFailures.of(failure)
        .orElseGet(
            () -> {
              LOG.errorf(failure, "%s of run %s failed (%s)", what, context.run().name(), id);
              return new AppException(
                  CommonError.INTERNAL_ERROR, "An internal error (id " + id + ")");
            });
  }

  private void finish(ActiveRun context, RunSummary summary) {
    context.log(
        summary.state() == RunState.SUCCEEDED ? LogLevel.INFO : LogLevel.ERROR,
        summary.state().phase() + summary.message().map(text -> ": " + text).orElse(""));
    context.mustHold(
        runs.finish(context.run(), summary.state(), summary.degraded(), summary.message()));
  }

  private Verdict failed(ActiveRun context, AppException fault) {
    boolean degraded = RunSummary.of(scopes.of(context.run().id())).degraded();
    String message = RunLogRepository.cut(fault.getMessage());
    try {
      finish(context, new RunSummary(RunState.FAILED, degraded, Optional.of(message)));
      return Verdict.DONE;
    } catch (RunCancelledException lost) {
      return Verdict.LOST;
    }
  }

  private Verdict letGo(ActiveRun context) {
    // An interrupt has served its purpose, and would end the writes below.
    boolean interrupted = Thread.interrupted();
    LOG.debugf("Run %s is released (interrupted: %s)", context.run().name(), interrupted);
    Run run = context.run();
    context.leave();
    if (context.isLost()) {
      return Verdict.LOST;
    }
    if (context.cancelledBy().isEmpty()) {
      scopes.release(run);
      context.log(LogLevel.WARN, "The service stops; the run goes on after its restart");
      return Verdict.RELEASED;
    }
    scopes.cancel(run);
    boolean degraded = RunSummary.of(scopes.of(run.id())).degraded();
    String message = "Stopped by " + context.cancelledBy().get();
    context.log(LogLevel.WARN, message);
    return runs.finish(run, RunState.CANCELLED, degraded, Optional.of(message))
        ? Verdict.DONE
        : Verdict.LOST;
  }
}
