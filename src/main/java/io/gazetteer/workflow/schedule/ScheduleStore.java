package io.gazetteer.workflow.schedule;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Keeps schedules and what became of their due times. */
@ApplicationScoped
class ScheduleStore {

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  void save(Schedule.Id id, CronRule rule, String runKind, Caller caller, Instant nextAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("save_schedule"))
                .bind("workflowName", id.workflowName())
                .bind("trigger", id.triggerId())
                .bind("cron", rule.cron())
                .bind("timeZone", rule.zone().getId())
                .bind("runKind", runKind)
                .bind("now", clock.instant())
                .bind("setById", caller.userId())
                .bind("setBy", caller.username())
                .bind("nextAt", nextAt)
                .execute());
  }

  /** Removes one schedule; false when there is none of that name. */
  boolean remove(Schedule.Id id) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql("remove_schedule"))
                    .bind("name", id.workflowName())
                    .bind("trigger", id.triggerId())
                    .execute())
        > 0;
  }

  void removeAll(String workflowName) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate(sql("remove_schedules")).bind("name", workflowName).execute());
  }

  List<Schedule> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("list_schedules")).map((row, context) -> schedule(row)).list());
  }

  /** The schedules of a workflow, the one in its annotations first. */
  List<Schedule> of(String workflowName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("schedules_of"))
                .bind("name", workflowName)
                .map((row, context) -> schedule(row))
                .list());
  }

  Optional<Schedule> byName(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("find_by_name"))
                .bind("name", name)
                .map((row, context) -> schedule(row))
                .findOne());
  }

  /** The schedules that are due, the longest waiting first. */
  List<Schedule.Id> due(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("due")).bind("now", now).map((row, context) -> id(row)).list());
  }

  /**
   * A schedule that is due, locked until the transaction ends; empty when it is not due any more or
   * another replica has it.
   */
  Optional<Schedule> lockDue(Schedule.Id id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("lock_due"))
                .bind("name", id.workflowName())
                .bind("trigger", id.triggerId())
                .bind("now", now)
                .map((row, context) -> schedule(row))
                .findOne());
  }

  /** Moves a locked schedule on and tells what became of the due time. */
  void fired(Schedule schedule, Instant nextAt, DueTime due) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("move_on"))
                .bind("name", schedule.workflowName())
                .bind("trigger", schedule.id().triggerId())
                .bind("nextAt", nextAt)
                .bind("started", due.outcome() == Outcome.STARTED)
                .bind("dueAt", due.dueAt())
                .bind("runName", due.runName().orElse(null))
                .execute());
    record(due);
  }

  /** Tells what became of a due time; the first word stands. */
  void record(DueTime due) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("insert_due"))
                .bind("name", due.workflowName())
                .bind("dueAt", due.dueAt())
                .bind("outcome", due.outcome().name())
                .bind("runName", due.runName().orElse(null))
                .bind("now", clock.instant())
                .execute());
  }

  List<DueTime> dueTimesOf(String workflowName, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("due_times_of"))
                .bind("name", workflowName)
                .bind("limit", limit)
                .map((row, context) -> dueTime(row))
                .list());
  }

  List<DueTime> dueBetween(boolean started, Instant from, Instant to, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("due_between"))
                .bind("started", started)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, context) -> dueTime(row))
                .list());
  }

  int purge(Instant before) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(sql("purge_due")).bind("before", before).execute());
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    return new Schedule(
        id(row),
        new CronRule(row.getString("cron"), ZoneId.of(row.getString("time_zone"))),
        row.getString("run_kind"),
        row.getTimestamp("set_at").toInstant(),
        new Caller(row.getString("set_by_id"), row.getString("set_by")),
        row.getTimestamp("next_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("last_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("last_run_name")));
  }

  private static Schedule.Id id(ResultSet row) throws SQLException {
    return new Schedule.Id(row.getString("workflow_name"), row.getString("trigger_id"));
  }

  private static DueTime dueTime(ResultSet row) throws SQLException {
    return new DueTime(
        row.getString("workflow_name"),
        row.getTimestamp("due_at").toInstant(),
        Outcome.valueOf(row.getString("outcome")),
        Optional.ofNullable(row.getString("run_name")));
  }

  private static String sql(String statement) {
    return SqlFiles.of(ScheduleStore.class, statement);
  }
}
