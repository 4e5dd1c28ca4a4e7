package io.gazetteer.crawl;

import io.gazetteer.run.LogLevel;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunCancelledException;
import io.gazetteer.run.RunContext;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** Stands in for a run where nobody keeps runs: hears how far an extraction is, and may end it. */
public abstract class ExtractionContext implements RunContext {

  /**
   * Hears that the read of a database begins, or begins anew.
   *
   * @param number of the database, from 1
   * @param count of databases
   */
  public abstract void begins(String database, int number, int count);

  /** Hears that the read of the database is over, however it went; may come twice. */
  public abstract void ends();

  /** Whether the work is to end soon; stays true. From any thread. */
  public abstract boolean stopped();

  /** Waits so long, or until the work is to end. */
  public abstract void pause(Duration wait);

  @Override
  public final Run run() {
    throw new UnsupportedOperationException("An extraction without a service has no run");
  }

  @Override
  public final void warn(String message) {
    log(LogLevel.WARN, message);
  }

  @Override
  public final void throwIfCancelled() {
    if (stopped()) {
      throw new RunCancelledException();
    }
  }

  @Override
  public final void mustHold(Handle transaction, boolean keep) {
    throw new UnsupportedOperationException("An extraction without a service writes to no store");
  }
}
