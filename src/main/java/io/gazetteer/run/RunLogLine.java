package io.gazetteer.run;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a run's log.
 *
 * @param id ascends along the log; ask for the lines after the last one seen
 * @param scope the scope that was being executed; empty for the run as a whole
 */
public record RunLogLine(
    long id, Instant at, LogLevel level, Optional<String> scope, String message) {}
