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
 * Keeps db-scheduler going, which picks runs that are due, tells other replicas that we live, and
 * hands us the runs of those that died.
 */
@ApplicationScoped
class RunEngine {

  /** Name of the task in {@code scheduled_tasks}; its instances are named like the runs. */
  static final String TASK = "run";

  private static final String HOUSEKEEPING = "run-housekeeping";
  private static final Logger LOG = Logger.getLogger(RunEngine.class);

  @Inject AgroalDataSource dataSource;
  @Inject RunSettings settings;
  @Inject RunWorker worker;
  @Inject RunStore runs;
  @Inject RunLogStore logs;
  @Inject Clock clock;
  @Inject TransactionSynchronizationRegistry transaction;

  private volatile Optional<Scheduler> scheduler = Optional.empty();

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) {
    stop();
  }

  /** Begins to work on runs, those first that were left unfinished. */
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

  /** Gives runs in work back, unfinished, and waits for that as long as the settings say. */
  synchronized void stop() {
    scheduler.ifPresent(
        running -> {
          worker.shutDown();
          running.stop();
        });
    scheduler = Optional.empty();
  }

  /** An own pool: the one that Quarkus injects may not be shut down, which db-scheduler does. */
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
      // The place in the queue is the other worker's by now.
      case LOST -> (done, queue) -> {};
    };
  }

  /**
   * Puts a run in the queue, as part of the caller's transaction where there is one, and has it
   * looked for as soon as that is committed.
   */
  void schedule(String runName) {
    SchedulerClient client = SchedulerClient.Builder.create(dataSource, List.of(runTask())).build();
    client.scheduleIfNotExists(new TaskInstance<>(TASK, runName), clock.instant());
    afterCommit(() -> scheduler.ifPresent(Scheduler::triggerCheckForDueExecutions));
  }

  /** Has the worker of a run look, after commit, whether somebody asked to end it. */
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
      LOG.infof("%d lines of old run logs thrown away", purged);
    }
    return new CompletionHandler.OnCompleteReschedule<>(
        FixedDelay.of(settings.housekeepingInterval()));
  }

  /** Makes the queue agree with the runs, which are the truth. May be called at any time. */
  void repair() {
    for (String name : runs.unscheduled(TASK)) {
      LOG.warnf("Run %s is unfinished and was not in the queue; it is put there", name);
      schedule(name);
    }
    runs.unscheduleFinished(TASK);
  }
}
