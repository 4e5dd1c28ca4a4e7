package io.gazetteer.publish;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Publications in the own store. Each change of state is one guarded statement. */
@ApplicationScoped
class PublicationStore {

  private final Jdbi jdbi;
  private final Clock clock;

  @Inject
  PublicationStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** What a run is to publish. */
  record Begun(
      long runId, String workflow, String connectorName, String store, Publication.Keep keep) {}

  void begin(Begun begun) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("begin"))
                .bind("runId", begun.runId())
                .bind("workflow", begun.workflow())
                .bind("connector", begun.connectorName())
                .bind("store", begun.store())
                .bind("keepRuns", begun.keep().runs())
                .bind("keepDays", begun.keep().days())
                .bind("now", clock.instant())
                .execute());
  }

  /** False when there is nothing to publish any more. */
  boolean beginAgain(long runId) {
    return change("begin_again", runId);
  }

  void published(long runId, Manifest manifest) {
    jdbi.useHandle(
        handle ->
            update(handle.createUpdate(sql("published")), runId)
                .bind("files", manifest.files().size())
                .bind("rows", manifest.rows())
                .bind("bytes", manifest.bytes())
                .execute());
  }

  void failed(long runId, ErrorCode code, String message) {
    jdbi.useHandle(
        handle ->
            update(handle.createUpdate(sql("failed")), runId)
                .bind("code", code.name())
                .bind("message", message)
                .execute());
  }

  Optional<Publication> find(String run) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("find"))
                .bind("run", run)
                .map(PublicationStore::publication)
                .findOne());
  }

  /** What a run was asked to publish of another one. */
  Optional<Publication> ofRun(long runId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("of_run"))
                .bind("runId", runId)
                .map(PublicationStore::publication)
                .findOne());
  }

  /** Makes another run publish it; false where that cannot be, or one is at it. */
  boolean handOver(long runId, long byRunId) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql("hand_over"))
                    .bind("runId", runId)
                    .bind("byRunId", byRunId)
                    .execute())
        == 1;
  }

  /** What is to go from a publication's store, its own keeping applied, oldest first. */
  List<Publication> expired(Publication newest, Duration failedAge) {
    Instant now = clock.instant();
    int days = newest.keep().days();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("expired"))
                .bind("workflow", newest.workflow())
                .bind("store", newest.store())
                .bind("keepRuns", newest.keep().runs())
                .bind(
                    "publishedBefore", days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days)))
                .bind("failedBefore", now.minus(failedAge))
                .map(PublicationStore::publication)
                .list());
  }

  boolean removing(long runId) {
    return change("removing", runId);
  }

  boolean removed(long runId) {
    return change("removed", runId);
  }

  private boolean change(String statement, long runId) {
    return jdbi.withHandle(handle -> update(handle.createUpdate(sql(statement)), runId).execute())
        == 1;
  }

  private Update update(Update update, long runId) {
    return update.bind("runId", runId).bind("now", clock.instant());
  }

  private static Publication publication(ResultSet row, StatementContext context)
      throws SQLException {
    return new Publication(
        row.getLong("run_id"),
        row.getString("run_name"),
        row.getString("workflow_name"),
        row.getString("connector_name"),
        row.getString("store_name"),
        new Publication.Keep(row.getInt("keep_runs"), row.getInt("keep_days")),
        Publication.State.valueOf(row.getString("state")),
        row.getString("by_run_name"),
        row.getBoolean("repeatable"),
        row.getLong("files"),
        row.getLong("rows"),
        row.getLong("bytes"),
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error_message")),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private static String sql(String statement) {
    return SqlFiles.of(PublicationStore.class, statement);
  }
}
