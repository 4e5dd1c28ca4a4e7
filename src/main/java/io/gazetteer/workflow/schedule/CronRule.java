package io.gazetteer.workflow.schedule;

import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import io.gazetteer.common.FieldErrors;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A Unix cron expression in a time zone. If clocks go forward, a skipped time is due at the moment
 * of the change. If they go back, a repeated time is due once, unless the rule matches every hour.
 *
 * @param cron five fields: minute, hour, day of month, month, day of week
 * @param zone a region of the IANA time zone database
 */
public record CronRule(String cron, ZoneId zone) {

  private static final int FIELDS = 5;
  private static final int MAX_LENGTH = 200;

  /**
   * Parses a rule and reports its errors.
   *
   * @param cronPath path of the expression in the request, for errors
   * @param zonePath likewise for the time zone
   * @param zone blank = UTC
   * @return the rule; empty if it has errors
   */
  public static Optional<CronRule> read(
      String cron, String cronPath, String zone, String zonePath, FieldErrors errors) {
    String expression = String.join(" ", cron.strip().split("\\s+"));
    String name = zone.isBlank() ? "UTC" : zone.strip();
    boolean known = ZoneId.getAvailableZoneIds().contains(name);
    if (!known) {
      errors.add(zonePath, quoted(zone) + " is not a time zone, for example Europe/Paris or UTC");
    }
    Optional<String> objection = objection(expression);
    objection.ifPresent(text -> errors.add(cronPath, quoted(cron) + " " + text));
    return known && objection.isEmpty()
        ? Optional.of(new CronRule(expression, ZoneId.of(name)))
        : Optional.empty();
  }

  private static Optional<String> objection(String expression) {
    if (expression.split(" ", -1).length != FIELDS || expression.length() > MAX_LENGTH) {
      return Optional.of(
          "is not a cron expression of five fields: minute, hour, day of month, month, day of"
              + " week, for example 5 4 * * 1-5");
    }
    try {
      return new CronRule(expression, ZoneOffset.UTC).next(Instant.EPOCH).isPresent()
          ? Optional.empty()
          : Optional.of("names a day that never comes");
    } catch (IllegalArgumentException malformed) {
      return Optional.of("is not a cron expression as in Unix: a field holds what it must not");
    }
  }

  private static String quoted(String text) {
    return '"' + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + '"';
  }

  /**
   * Returns the first due time after the given one; empty if there is none.
   *
   * @throws IllegalArgumentException if the expression is invalid
   */
  public Optional<Instant> next(Instant after) {
    Optional<Instant> regular = first(after, zone);
    if (regular.isEmpty() || namesEveryHour()) {
      return regular;
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(after);
    while (change != null && change.getInstant().isBefore(regular.get())) {
      if (change.isGap() && isDueWithin(change.getDateTimeBefore(), change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return regular;
  }

  private boolean namesEveryHour() {
    return cron.split(" ", -1)[1].startsWith("*");
  }

  /** Returns whether a clock that never changes would be due in the half-open interval. */
  private boolean isDueWithin(LocalDateTime from, LocalDateTime to) {
    return first(from.minusSeconds(1).toInstant(ZoneOffset.UTC), ZoneOffset.UTC)
        .filter(due -> due.isBefore(to.toInstant(ZoneOffset.UTC)))
        .isPresent();
  }

  private Optional<Instant> first(Instant after, ZoneId in) {
    Instant next = new CronSchedule(cron, in, CronStyle.UNIX).getInitialExecutionTime(after);
    return next.isBefore(CronSchedule.NEVER) ? Optional.of(next) : Optional.empty();
  }
}
