package io.gazetteer.workflow.schedule;

import io.gazetteer.run.RequestRun;
import io.gazetteer.run.RunOptions;
import io.gazetteer.run.RunRequest;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Requests runs when schedules are due. Every replica polls. The transaction that requests the run
 * locks and advances the row of the schedule, so each due time counts once. One run makes up for
 * all times missed while the service was down. A due time is skipped, and the log of the earlier
 * run says so, if a run of the workflow has not ended. Polls on its own thread, so that long runs,
 * which occupy the workers, delay nothing.
 */
@ApplicationScoped
public class FireSchedules {

  private static final Logger LOG = Logger.getLogger(FireSchedules.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Maximum number of missed due times to record at once: a rule can match every minute. */
  private static final int MISSED_TOLD = 100;

  private static final Duration MISSED_LOOKED_AT = Duration.ofDays(1);

  @Inject ScheduleRepository schedules;
  @Inject DueTimeRepository dueTimes;
  @Inject ScheduleSettings settings;
  @Inject RequestRun requestRun;
  @Inject Clock clock;

  private ScheduledExecutorService timer;
  private ScheduledFuture<?> looking;

  void onStart(@Observes StartupEvent event) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "schedules");
              thread.setDaemon(true);
              return thread;
            });
    long millis = settings.pollInterval().toMillis();
    looking = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  void onStop(@Observes ShutdownEvent event) {
    looking.cancel(true);
    timer.shutdownNow();
  }

  // A timer's thread ends at its first exception, and with it all schedules.
  private void look() {
    try {
      fireDue();
    } catch (RuntimeException failure) {
      LOG.error("Schedules could not be read; retrying soon", failure);
    }
  }

  /** Processes every schedule that is due now. Thread-safe. */
  void fireDue() {
    Instant now = clock.instant();
    for (Schedule.Id id : schedules.due(now)) {
      try {
        QuarkusTransaction.requiringNew().run(() -> fire(id, now));
      } catch (RuntimeException failure) {
        LOG.errorf(
            failure, "The schedule of %s could not be executed; retrying soon", id.workflowName());
      }
    }
  }

  private void fire(Schedule.Id id, Instant now) {
    Optional<Schedule> found = schedules.lockDue(id, now);
    if (found.isEmpty()) {
      return;
    }
    Schedule schedule = found.get();
    String workflow = id.workflowName();
    Instant due = lastDue(schedule, now);
    RequestRun.Asked asked =
        requestRun.requestIfIdle(
            new RunRequest(workflow, schedule.runKind(), RunOptions.NONE, schedule.setBy()),
            "the schedule's run of " + words(schedule.rule(), due));
    Outcome outcome = asked.isNew() ? Outcome.STARTED : Outcome.SKIPPED;
    DueTime what = new DueTime(workflow, due, outcome, Optional.of(asked.run().name()));
    Optional<Instant> next = schedule.rule().next(now);
    if (next.isEmpty()) {
      LOG.warnf("The schedule of %s has no further due time and is removed", workflow);
      dueTimes.record(what);
      schedules.remove(id);
    } else {
      schedules.fired(schedule, next.get(), what);
    }
    dueTimes.purge(now.minus(settings.historyRetention()));
  }

  /** Returns the latest time that is due, and records those before it as missed. */
  private Instant lastDue(Schedule schedule, Instant now) {
    Deque<Instant> missed = new ArrayDeque<>();
    Instant due = schedule.nextAt();
    Optional<Instant> recent = schedule.rule().next(now.minus(MISSED_LOOKED_AT));
    if (recent.isPresent() && recent.get().isAfter(due) && !recent.get().isAfter(now)) {
      missed.addLast(due);
      due = recent.get();
    }
    Optional<Instant> next = schedule.rule().next(due);
    while (next.isPresent() && !next.get().isAfter(now)) {
      missed.addLast(due);
      if (missed.size() > MISSED_TOLD) {
        missed.removeFirst();
      }
      due = next.get();
      next = schedule.rule().next(due);
    }
    for (Instant time : missed) {
      dueTimes.record(new DueTime(schedule.workflowName(), time, Outcome.MISSED, Optional.empty()));
    }
    return due;
  }

  private static String words(CronRule rule, Instant due) {
    return TIME.format(due.atZone(rule.zone())) + " " + rule.zone().getId();
  }
}
