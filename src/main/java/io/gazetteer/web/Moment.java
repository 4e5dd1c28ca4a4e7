package io.gazetteer.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as a page shows it.
 *
 * @param relative for example {@code 3 minutes ago}
 * @param exact date and time in UTC
 * @param iso for machines
 */
public record Moment(String relative, String exact, String iso) {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int DAYS_TOLD = 30;

  static Moment of(Instant at, Instant now) {
    return new Moment(
        relative(at, now), EXACT.format(at), at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String relative(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.toSeconds() < 10) {
      return "just now";
    }
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " seconds ago";
    }
    if (age.toHours() < 1) {
      return Amounts.count(age.toMinutes(), "minute") + " ago";
    }
    if (age.toDays() < 1) {
      return Amounts.count(age.toHours(), "hour") + " ago";
    }
    return age.toDays() <= DAYS_TOLD ? Amounts.count(age.toDays(), "day") + " ago" : DAY.format(at);
  }
}
