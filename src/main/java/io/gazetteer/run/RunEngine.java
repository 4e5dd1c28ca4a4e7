package io.gazetteer.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.Logger;

/**
 * Runs db-scheduler, which picks due runs, sends heartbeats to other replicas, and hands over the
 * runs of replicas that died.
 */
@ApplicationScoped
class RunEngine {

  /** Name of the task in {@code scheduled_tasks}; its instances have the names of the runs. */
  static final String TASK = "run";

  private static final String HOUSEKEEPING = "run-housekeeping";
  private static final Logger LOG = Logger.getLogger(RunEngine.class);

  @Inject AgroalDataSource dataSource;
  @Inject RunSettings settings;
  @Inject RunWorker worker;
  @Inject RunRepository runs;
  @Inject RunLogRepository logs;
  @Inject Clock clock;
  @Inject TransactionSynchronizationRegistry transaction;

  private volatile Optional<Scheduler> scheduler = Optional.empty();

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) {
    stop();
  }

  /** Starts to execute runs, unfinished ones first. */
  synchronized void start() {
    worker.open();
    repair();
    CustomTask<Void> housekeeping =
        Tasks.custom(HOUSEKEEPING, Void.class)
            .scheduleOnStartup("all", null, now -> now)
            .onFailureReschedule(FixedDelay.of(settings.housekeepingInterval()))
            .onDeadExecutionRevive()
            .execute((instance, context) -> keepHouse());
    Scheduler next =
        Scheduler.create(dataSource, List.<Task<?>>of(runTask()))
            .startTasks(List.of(housekeeping))
            .threads(settings.workers())
            .executorService(executor())
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.heartbeatInterval())
            .missedHeartbeatsLimit(settings.missedHeartbeats())
            .shutdownMaxWait(settings.shutdownWait())
            .clock(clock::instant)
            .build();
    next.start();
    scheduler = Optional.of(next);
  }

  /**
   * Returns running runs to the queue; waits for that up to {@code gazetteer.run.shutdown-wait}.
   */
  synchronized void stop() {
    scheduler.ifPresent(
        running -> {
          worker.shutDown();
          running.stop();
        });
    scheduler = Optional.empty();
  }

  /** Creates a pool of its own: db-scheduler shuts it down, which Quarkus's must not be. */
  private ManagedExecutor executor() {
    return ManagedExecutor.builder()
        .maxAsync(settings.workers())
        .propagated(ThreadContext.NONE)
        .cleared(ThreadContext.ALL_REMAINING)
        .build();
  }

  private CustomTask<Void> runTask() {
    return Tasks.custom(TASK, Void.class)
        .onFailureReschedule(FixedDelay.of(settings.retryBackoff()))
        .onDeadExecutionRevive()
        .execute((instance, context) -> work(instance.getId()));
  }

  private CompletionHandler<Void> work(String runName) {
    return switch (worker.work(runName)) {
      case DONE -> new CompletionHandler.OnCompleteRemove<>();
      case WAIT ->
          (done, queue) -> queue.reschedule(done, clock.instant().plus(settings.queueInterval()));
      case RELEASED -> (done, queue) -> queue.reschedule(done, clock.instant());
      // The place in the queue belongs to the other worker.
      case LOST -> (done, queue) -> {};
    };
  }

  /**
   * Queues a run, within the caller's transaction if there is one, and makes db-scheduler look for
   * it right after the commit.
   */
  void schedule(String runName) {
    SchedulerClient client = SchedulerClient.Builder.create(dataSource, List.of(runTask())).build();
    client.scheduleIfNotExists(new TaskInstance<>(TASK, runName), clock.instant());
    afterCommit(() -> scheduler.ifPresent(Scheduler::triggerCheckForDueExecutions));
  }

  /** Makes the worker of a run check, after the commit, whether it was cancelled. */
  void wake(long runId) {
    afterCommit(() -> worker.wake(runId));
  }

  private void afterCommit(Runnable action) {
    if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
      action.run();
      return;
    }
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is due before the commit.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }

  private CompletionHandler<Void> keepHouse() {
    repair();
    int purged = logs.purge(clock.instant().minus(settings.logRetention()));
    if (purged > 0) {
      LOG.infof("Deleted %d lines of old run logs", purged);
    }
    return new CompletionHandler.OnCompleteReschedule<>(
        FixedDelay.of(settings.housekeepingInterval()));
  }

  /** Repairs the queue from the runs, which are authoritative. May be called at any time. */
  void repair() {
    for (String name : runs.unscheduled(TASK)) {
      LOG.warnf("Run %s was unfinished and not queued; it is queued now", name);
      schedule(name);
    }
    runs.unscheduleFinished(TASK);
  }
}
