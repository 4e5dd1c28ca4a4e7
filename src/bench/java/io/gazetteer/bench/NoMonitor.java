package io.gazetteer.bench;

import io.gazetteer.crawl.read.ReadMonitor;
import java.util.function.Supplier;

/** Nobody watches a benchmark, and nobody cancels it. */
final class NoMonitor implements ReadMonitor {

  @Override
  public void info(String message) {}

  @Override
  public void warning(String message) {}

  @Override
  public void progress(long done, long expected) {}

  @Override
  public void throwIfCancelled() {}

  @Override
  public <T> T cancellable(Runnable cancel, Supplier<T> work) {
    return work.get();
  }
}
