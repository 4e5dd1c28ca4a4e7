package io.gazetteer.cli;

import io.gazetteer.crawl.extract.ExtractionMonitor;
import io.gazetteer.run.LogLevel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells how far a work of many parts is: on a terminal a line that is drawn over, with bar, rate
 * and time left; elsewhere a plain line now and then.
 */
final class ProgressLine implements ExtractionMonitor {

  private static final long DRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long TELL_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WIDTH = 79;
  private static final int BAR = 20;

  private final Surroundings around;
  private final Stop stop;
  private final boolean quiet;
  private final String unit;
  private final LongSupplier nanos;
  private String what = "";
  private long begunAt;
  private long toldAt;
  private boolean drawn;
  private int drawnLength;

  /**
   * Of a work.
   *
   * @param quiet whether only warnings and faults are told
   * @param unit what is counted, in the plural
   * @param nanos as {@link System#nanoTime}
   */
  ProgressLine(Surroundings around, Stop stop, boolean quiet, String unit, LongSupplier nanos) {
    this.around = around;
    this.stop = stop;
    this.quiet = quiet;
    this.unit = unit;
    this.nanos = nanos;
  }

  @Override
  public void begins(String database, int number, int count) {
    what = count == 1 ? database : "%s (%d of %d)".formatted(database, number, count);
    begunAt = nanos.getAsLong();
    toldAt = begunAt;
    if (!quiet && !around.terminal()) {
      around.tell(what + ": begins");
    }
  }

  @Override
  public void progress(long done, long known) {
    long now = nanos.getAsLong();
    if (quiet || now - toldAt < (around.terminal() ? DRAW_NANOS : TELL_NANOS)) {
      return;
    }
    toldAt = now;
    double rate = done / (Math.max(1, now - begunAt) / NANOS_PER_SECOND);
    long all = Math.max(known, done);
    String left = known > 0 && done > 0 ? ", " + left((long) Math.ceil((all - done) / rate)) : "";
    if (around.terminal()) {
      int percent = known > 0 ? (int) (done * 100 / all) : 0;
      draw(percent, String.format(Locale.ROOT, "%,d, %,.0f/s%s", done, rate, left));
      return;
    }
    String of = known > 0 ? String.format(Locale.ROOT, " of about %,d", all) : "";
    around.tell(
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

  /** What is read is cut where the line is too long; the figures never are. */
  private void draw(int percent, String figures) {
    int filled = percent * BAR / 100;
    String bar =
        " [%s%s] %3d %% %s"
            .formatted("#".repeat(filled), ".".repeat(BAR - filled), percent, figures);
    String plain = Surroundings.plain(what);
    String line =
        plain.substring(0, Math.min(plain.length(), Math.max(0, WIDTH - bar.length()))) + bar;
    around.err().print("\r" + line + " ".repeat(Math.max(0, drawnLength - line.length())));
    around.err().flush();
    drawn = true;
    drawnLength = line.length();
  }

  private void wipe() {
    if (drawn) {
      around.err().print("\r" + " ".repeat(drawnLength) + "\r");
      around.err().flush();
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
    around.tell(word + message);
  }

  /** Has that done in any case before the program ends, also where a stop is not heard in time. */
  void lastly(Runnable action) {
    stop.lastly(action);
  }

  /** Whether the work must stop. */
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
