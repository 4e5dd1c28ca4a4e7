package io.gazetteer.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
@TemplateExtension
final class Amounts {

  private static final int STEP = 1024;
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

  private Amounts() {}

  /** With a comma for thousands. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** For example {@code 1.4 MiB}. */
  static String size(long bytes) {
    if (bytes < STEP) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }

  /** For example {@code 4.2 s} or {@code 3 min 20 s}. */
  static String span(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** A number and its noun, for example {@code 1 table} or {@code 3 tables}. */
  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
