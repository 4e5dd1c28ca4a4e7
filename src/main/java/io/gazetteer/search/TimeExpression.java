package io.gazetteer.search;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in a request, which may stand for a range: a day, or a rounded month.
 *
 * @param from first instant of the range
 * @param until first instant after it; a millisecond later for an exact time
 */
record TimeExpression(OffsetDateTime from, OffsetDateTime until) {

  private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,3}|-?[0-9]{5,16}");
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
              + "(?:T(?:([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?)?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?");
  private static final Pattern STEP =
      Pattern.compile("([+-])([0-9]{0,6})([yMwdhHms])|/([yMwdhHms])");

  /**
   * Reads a time.
   *
   * @param zone what a time without zone is in, and what days begin by
   * @throws BadValue where it has none of the forms
   */
  static TimeExpression parse(String text, ZoneId zone, Instant now) {
    try {
      if (text.startsWith("now")) {
        ZonedDateTime anchor = now.atZone(zone).truncatedTo(ChronoUnit.MILLIS);
        return maths(exact(anchor), text.substring(3), text);
      }
      int bars = text.indexOf("||");
      return bars < 0
          ? of(anchor(text, zone))
          : maths(anchor(text.substring(0, bars), zone), text.substring(bars + 2), text);
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw malformed(text);
    }
  }

  private record Stretch(ZonedDateTime from, ZonedDateTime until) {}

  private static Stretch exact(ZonedDateTime time) {
    return new Stretch(time, time.plus(1, ChronoUnit.MILLIS));
  }

  private static TimeExpression of(Stretch stretch) {
    return new TimeExpression(utc(stretch.from()), utc(stretch.until()));
  }

  private static OffsetDateTime utc(ZonedDateTime time) {
    if (time.getYear() < -4000 || time.getYear() > 290_000) {
      throw new DateTimeException("beyond what the store can hold");
    }
    return time.toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
  }

  private static Stretch anchor(String text, ZoneId zone) {
    if (EPOCH.matcher(text).matches()) {
      return exact(Instant.ofEpochMilli(Long.parseLong(text)).atZone(ZoneOffset.UTC));
    }
    Matcher iso = ISO.matcher(text);
    if (!iso.matches()) {
      throw malformed(text);
    }
    ZoneId own = iso.group(8) == null ? zone : ZoneId.of(iso.group(8));
    ZonedDateTime day =
        ZonedDateTime.of(number(iso, 1, 0), number(iso, 2, 1), number(iso, 3, 1), 0, 0, 0, 0, own);
    ZonedDateTime time =
        day.with(LocalTime.of(number(iso, 4, 0), number(iso, 5, 0), number(iso, 6, 0)))
            .plusNanos(fraction(iso.group(7)));
    return iso.group(7) == null ? new Stretch(time, time.plus(1, unit(iso))) : exact(time);
  }

  private static ChronoUnit unit(Matcher iso) {
    ChronoUnit[] units = {
      ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS,
      ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS
    };
    int given = 1;
    while (given < 6 && iso.group(given + 1) != null) {
      given++;
    }
    return units[given - 1];
  }

  private static int number(Matcher iso, int group, int absent) {
    return iso.group(group) == null ? absent : Integer.parseInt(iso.group(group));
  }

  private static long fraction(String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000").substring(0, 3)) * 1_000_000;
  }

  private static TimeExpression maths(Stretch anchor, String steps, String text) {
    Stretch at = steps.isEmpty() ? anchor : exact(anchor.from());
    Matcher step = STEP.matcher(steps);
    int end = 0;
    while (end < steps.length()) {
      if (!step.find(end) || step.start() != end) {
        throw malformed(text);
      }
      end = step.end();
      if (step.group(4) != null) {
        ZonedDateTime start = floor(at.from(), step.group(4));
        at = new Stretch(start, shift(start, 1, step.group(4)));
      } else {
        int count = step.group(2).isEmpty() ? 1 : Integer.parseInt(step.group(2));
        int signed = step.group(1).equals("-") ? -count : count;
        at =
            new Stretch(
                shift(at.from(), signed, step.group(3)), shift(at.until(), signed, step.group(3)));
      }
    }
    return of(at);
  }

  private static ZonedDateTime shift(ZonedDateTime time, int count, String unit) {
    return time.plus(count, chronoUnit(unit));
  }

  private static ZonedDateTime floor(ZonedDateTime time, String unit) {
    return switch (unit) {
      case "y" -> time.with(TemporalAdjusters.firstDayOfYear()).truncatedTo(ChronoUnit.DAYS);
      case "M" -> time.with(TemporalAdjusters.firstDayOfMonth()).truncatedTo(ChronoUnit.DAYS);
      case "w" ->
          time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .truncatedTo(ChronoUnit.DAYS);
      default -> time.truncatedTo(chronoUnit(unit));
    };
  }

  private static ChronoUnit chronoUnit(String unit) {
    return switch (unit) {
      case "y" -> ChronoUnit.YEARS;
      case "M" -> ChronoUnit.MONTHS;
      case "w" -> ChronoUnit.WEEKS;
      case "d" -> ChronoUnit.DAYS;
      case "m" -> ChronoUnit.MINUTES;
      case "s" -> ChronoUnit.SECONDS;
      default -> ChronoUnit.HOURS;
    };
  }

  private static BadValue malformed(String text) {
    return new BadValue(
        "'"
            + text
            + "' is not a time; use ISO-8601, epoch milliseconds or date maths such as now-2h");
  }
}
