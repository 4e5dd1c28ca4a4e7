package io.gazetteer.run;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Logs of runs in the store. */
@ApplicationScoped
class RunLogStore {

  private static final int MAX_LENGTH = 4000;

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /** A line from outside the worker. */
  void append(long runId, LogLevel level, String message) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("append"))
                .bind("runId", runId)
                .bind("now", clock.instant())
                .bind("level", level.name())
                .bind("message", cut(message))
                .execute());
  }

  /** A line from the worker that holds the run; dropped once it has lost it. */
  void append(Run run, Optional<String> scope, LogLevel level, String message) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("append_fenced"))
                .bind("runId", run.id())
                .bind("attempt", run.attempts())
                .bind("scope", scope.orElse(null))
                .bind("now", clock.instant())
                .bind("level", level.name())
                .bind("message", cut(message))
                .execute());
  }

  List<RunLogLine> read(String runName, long afterId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("read_log"))
                .bind("name", runName)
                .bind("afterId", afterId)
                .bind("limit", limit)
                .map(RunRows::logLine)
                .list());
  }

  /** Throws away lines of runs that ended before a point in time; the number of lines. */
  int purge(Instant before) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(sql("purge")).bind("before", before).execute());
  }

  /** What the store takes: PostgreSQL text holds no NUL. */
  static String cut(String message) {
    String clean = message.replace('\0', ' ');
    if (clean.length() <= MAX_LENGTH) {
      return clean;
    }
    int end =
        Character.isHighSurrogate(clean.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
    return clean.substring(0, end) + "…";
  }

  private static String sql(String statement) {
    return SqlFiles.of(RunLogStore.class, statement);
  }
}
