package io.gazetteer.crawl.run;

import io.gazetteer.crawl.read.ReadMonitor;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunContext;
import java.util.function.Supplier;

/** Reports a read to its run. */
record RunMonitor(RunContext context) implements ReadMonitor {

  @Override
  public void info(String message) {
    context.log(LogLevel.INFO, message);
  }

  @Override
  public void warning(String message) {
    context.log(LogLevel.WARN, message);
  }

  @Override
  public void progress(long done, long expected) {
    context.progress(done, expected);
  }

  @Override
  public void throwIfCancelled() {
    context.throwIfCancelled();
  }

  // The watch is only closed, never used.
  @SuppressWarnings("try")
  @Override
  public <T> T cancellable(Runnable cancel, Supplier<T> work) {
    try (RunContext.Watch watch = context.watch(cancel)) {
      return work.get();
    }
  }
}
