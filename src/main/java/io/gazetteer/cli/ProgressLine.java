package io.gazetteer.cli;

import io.gazetteer.crawl.extract.ExtractionMonitor;
import io.gazetteer.run.LogLevel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reports progress: on a terminal as a line that is overwritten, with bar, rate and time left;
 * elsewhere as a line every ten seconds.
 */
final class ProgressLine implements ExtractionMonitor {

  private static final long DRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WIDTH = 79;
  private static final int BAR = 20;

  private final CommandEnvironment environment;
  private final Stop stop;
  private final boolean quiet;
  private final String unit;
  private final LongSupplier nanos;
  private String what = "";
  private long begunAt;
  private long reportedAt;
  private boolean drawn;
  private int drawnLength;

  /**
   * Creates a reporter for one task.
   *
   * @param quiet whether only warnings and errors are printed
   * @param unit what is counted, in the plural
   * @param nanos as {@link System#nanoTime}
   */
  ProgressLine(
      CommandEnvironment environment, Stop stop, boolean quiet, String unit, LongSupplier nanos) {
    this.environment = environment;
    this.stop = stop;
    this.quiet = quiet;
    this.unit = unit;
    this.nanos = nanos;
  }

  @Override
  public void begins(String database, int number, int count) {
    what = count == 1 ? database : "%s (%d of %d)".formatted(database, number, count);
    begunAt = nanos.getAsLong();
    reportedAt = begunAt;
    if (!quiet && !environment.terminal()) {
      environment.report(what + ": begins");
    }
  }

  @Override
  public void progress(long done, long known) {
    long now = nanos.getAsLong();
    if (quiet || now - reportedAt < (environment.terminal() ? DRAW_NANOS : REPORT_NANOS)) {
      return;
    }
    reportedAt = now;
    double rate = done / (Math.max(1, now - begunAt) / NANOS_PER_SECOND);
    long all = Math.max(known, done);
    String left = known > 0 && done > 0 ? ", " + left((long) Math.ceil((all - done) / rate)) : "";
    if (environment.terminal()) {
      int percent = known > 0 ? (int) (done * 100 / all) : 0;
      draw(percent, String.format(Locale.ROOT, "%,d, %,.0f/s%s", done, rate, left));
      return;
    }
    String of = known > 0 ? String.format(Locale.ROOT, " of about %,d", all) : "";
    environment.report(
        "%s: %s"
            .formatted(
                what,
                String.format(Locale.ROOT, "%,d%s %s, %,.0f/s%s", done, of, unit, rate, left)));
  }

  private static String left(long seconds) {
    return seconds < 60
        ? seconds + " s left"
        : "%d min %d s left".formatted(seconds / 60, seconds % 60);
  }

  /** Shortens the name if the line is too long, never the numbers. */
  private void draw(int percent, String numbers) {
    int filled = percent * BAR / 100;
    String bar =
        " [%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(BAR - filled), percent, numbers);
    String plain = CommandEnvironment.plain(what);
    String line =
        plain.substring(0, Math.min(plain.length(), Math.max(0, WIDTH - bar.length()))) + bar;
    environment.err().print("\r" + line + " ".repeat(Math.max(0, drawnLength - line.length())));
    environment.err().flush();
    drawn = true;
    drawnLength = line.length();
  }

  private void wipe() {
    if (drawn) {
      environment.err().print("\r" + " ".repeat(drawnLength) + "\r");
      environment.err().flush();
      drawn = false;
      drawnLength = 0;
    }
  }

  @Override
  public void ends() {
    wipe();
  }

  @Override
  public void info(String message) {
    log(LogLevel.INFO, message);
  }

  @Override
  public void warning(String message) {
    log(LogLevel.WARN, message);
  }

  @Override
  public void error(String message) {
    log(LogLevel.ERROR, message);
  }

  void log(LogLevel level, String message) {
    if (quiet && level == LogLevel.INFO) {
      return;
    }
    wipe();
    String word =
        switch (level) {
          case INFO -> "";
          case WARN -> "warning: ";
          case ERROR -> "error: ";
        };
    environment.report(word + message);
  }

  /** Runs an action before the program ends, even if the task does not react to a stop in time. */
  void atExit(Runnable action) {
    stop.atExit(action);
  }

  boolean stopped() {
    return stop.isAsked();
  }

  @Override
  public void throwIfCancelled() {
    if (stopped()) {
      throw new CancellationException("Stopped");
    }
  }

  @Override
  public void pause(Duration wait) {
    stop.pause(wait);
  }

  @Override
  public <T> T cancellable(Runnable cancel, Supplier<T> work) {
    stop.onAsked(cancel);
    try {
      return work.get();
    } finally {
      stop.onAsked(null);
    }
  }
}
