package io.gazetteer.run;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Stores logs of runs. */
@ApplicationScoped
class RunLogRepository implements RecordRepository<StoredLogLine, Long> {

  private static final String APPEND = SqlFiles.of(RunLogRepository.class, "append");

  private static final String AFTER =
      """
      runId = (select r.id from StoredRun r where r.name = ?1) and id > ?2
      order by id
      """;

  private static final String OLD =
      "at < ?1 and runId in (select r.id from StoredRun r where r.finishedAt < ?1)";

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /** Appends a line from outside the worker. */
  @Transactional
  void append(long runId, LogLevel level, String message) {
    persist(new StoredLogLine(runId, clock.instant(), level, cut(message)));
    settle();
  }

  /** Appends a line from the worker that holds the run; nothing once the worker has lost it. */
  void append(Run run, Optional<String> scope, LogLevel level, String message) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("runId", run.id())
                .bind("attempt", run.attempts())
                .bind("scope", scope.orElse(null))
                .bind("now", clock.instant())
                .bind("level", level.name())
                .bind("message", cut(message))
                .execute());
  }

  /** Lines after one, in the order of writing. */
  @Transactional
  List<RunLogLine> read(String runName, long afterId, int limit) {
    return find(AFTER, runName, afterId).page(0, limit).stream().map(StoredLogLine::line).toList();
  }

  /** Deletes old lines of runs that ended before a point in time; returns the number of lines. */
  @Transactional
  int purge(Instant before) {
    return Math.toIntExact(delete(OLD, before));
  }

  /** Cuts a message to what a line can hold: PostgreSQL text holds no NUL. */
  static String cut(String message) {
    int max = StoredLogLine.MAX_LENGTH;
    String clean = message.replace('\0', ' ');
    if (clean.length() <= max) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(max - 2)) ? max - 2 : max - 1;
    return clean.substring(0, end) + "…";
  }
}
