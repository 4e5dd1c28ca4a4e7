package io.gazetteer.crawl.read;

import java.util.function.Supplier;

/** Where a read reports to, and where it learns that it must stop: a run, or a command. */
public interface ReadMonitor {

  /** Logs something that needs no action. */
  void info(String message);

  /** Logs something that is missing or may be a mistake. */
  void warning(String message);

  /**
   * Reports progress.
   *
   * @param done rows read so far
   * @param expected rows expected in total; 0 = unknown
   */
  void progress(long done, long expected);

  /**
   * Stops the work if somebody asked for it. Cheap enough to call every few hundred rows.
   *
   * @throws java.util.concurrent.CancellationException when the work must stop
   */
  void throwIfCancelled();

  /**
   * Does work that waits for a server or a store and cannot check by itself whether it must stop.
   *
   * @param cancel makes the work fail soon; called from another thread, possibly repeatedly, also
   *     shortly before the work begins
   */
  <T> T cancellable(Runnable cancel, Supplier<T> work);
}
