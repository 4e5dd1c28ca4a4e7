package io.gazetteer.web;

import io.gazetteer.common.FieldError;
import io.gazetteer.workflow.schedule.CronRule;
import io.gazetteer.workflow.schedule.DueTime;
import io.gazetteer.workflow.schedule.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A workflow's schedule as its page shows it, and the form that sets it.
 *
 * @param words when it runs; says so where it has no schedule
 * @param next when it is due next, in its time zone; empty without a schedule
 * @param nextIso the same for machines
 * @param last what became of the last due time; empty where there was none
 * @param zones names of time zones to choose from
 */
public record ScheduleView(
    boolean set,
    String words,
    String next,
    String nextIso,
    String last,
    FormView.Field cron,
    FormView.Field zone,
    List<String> zones,
    boolean open) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.ENGLISH);
  private static final String NUMBER = "\\d{1,2}";

  /** Shows the first schedule in the form, and names the others. */
  static ScheduleView of(List<Schedule> schedules, Optional<DueTime> last) {
    Optional<Schedule> schedule = schedules.stream().min(Comparator.comparing(Schedule::nextAt));
    CronRule rule = schedules.stream().findFirst().map(Schedule::rule).orElse(null);
    ZoneId zone = rule == null ? ZoneId.of("UTC") : rule.zone();
    return new ScheduleView(
        rule != null,
        rule == null ? "It runs only when somebody asks for it." : words(schedules),
        schedule.map(found -> exact(found.nextAt(), found.rule().zone())).orElse(""),
        schedule.map(found -> found.nextAt().toString()).orElse(""),
        last.map(due -> became(due, zone)).orElse(""),
        new FormView.Field("cron", "When", rule == null ? "" : rule.cron(), ""),
        new FormView.Field("timezone", "Time zone", zone.getId(), ""),
        zoneNames(),
        false);
  }

  /** With what was typed in place of what is stored, and what is wrong with it. */
  ScheduleView withFaults(String typedCron, String typedZone, List<FieldError> errors) {
    return new ScheduleView(
        set,
        words,
        next,
        nextIso,
        last,
        new FormView.Field("cron", cron.label(), typedCron, fault("cron", errors)),
        new FormView.Field("timezone", zone.label(), typedZone, fault("timezone", errors)),
        zones,
        true);
  }

  private static String fault(String field, List<FieldError> errors) {
    return errors.stream()
        .filter(fault -> fault.field().equals(field))
        .map(FieldError::message)
        .collect(Collectors.joining("; "));
  }

  private static String words(List<Schedule> schedules) {
    return schedules.stream()
        .map(schedule -> words(schedule.rule().cron()))
        .collect(Collectors.joining(" Also: "));
  }

  /** The commonest forms in a sentence; of others, that the expression says it. */
  static String words(String cron) {
    String[] part = cron.split(" ", -1);
    boolean everyDay = part[2].equals("*") && part[3].equals("*");
    boolean atTime = part[0].matches(NUMBER) && part[1].matches(NUMBER);
    if (everyDay && part[4].equals("*") && part[1].equals("*")) {
      if (part[0].matches("\\*/" + NUMBER)) {
        return "Every " + part[0].substring(2) + " minutes.";
      }
      if (part[0].matches(NUMBER)) {
        return "Every hour, at minute " + part[0] + ".";
      }
    }
    if (atTime) {
      String time = "%02d:%02d".formatted(Integer.valueOf(part[1]), Integer.valueOf(part[0])) + ".";
      if (everyDay && part[4].equals("*")) {
        return "Every day at " + time;
      }
      if (everyDay && part[4].matches("[0-7]")) {
        return "Every " + day(part[4]) + " at " + time;
      }
      if (everyDay && part[4].matches("[0-7]-[0-7]")) {
        return day(part[4].substring(0, 1)) + " to " + day(part[4].substring(2)) + " at " + time;
      }
      if (part[2].matches(NUMBER) && part[3].equals("*") && part[4].equals("*")) {
        return "On day " + part[2] + " of every month at " + time;
      }
    }
    return "By the cron expression " + cron + ".";
  }

  private static String day(String number) {
    int day = Integer.parseInt(number);
    return DayOfWeek.of(day == 0 ? 7 : day).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String exact(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone)) + " " + zone.getId();
  }

  private static String became(DueTime due, ZoneId zone) {
    String time = exact(due.dueAt(), zone);
    return switch (due.outcome()) {
      case STARTED -> time + ": " + due.runName().orElse("");
      case SKIPPED -> time + ": skipped, as " + due.runName().orElse("a run") + " had not ended";
      case MISSED -> time + ": missed, the service was not running";
    };
  }

  private static List<String> zoneNames() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(name -> name.contains("/") && !name.startsWith("Etc/"))
        .filter(name -> !name.startsWith("SystemV/"))
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
