package io.gazetteer.run;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Reads the log of a run, also during the run. */
@ApplicationScoped
public class RunLog {

  @Inject Access access;
  @Inject RunLogRepository logs;

  /**
   * Returns lines in the order of writing.
   *
   * @param afterId id of the last line seen; 0 for the beginning
   * @param limit maximum number of lines
   * @return the lines after it; none if the log ends there, or no run has that name
   */
  public List<RunLogLine> read(String runName, long afterId, int limit) {
    access.check(Action.READ_RUN);
    return logs.read(runName, afterId, limit);
  }
}
