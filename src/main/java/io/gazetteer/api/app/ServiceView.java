package io.gazetteer.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.ConnectionReport.Grants;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.connection.preflight.ConnectionReport.Topic;
import io.gazetteer.connection.preflight.DatabaseTree;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the application's clients are answered with. */
final class ServiceView {

  private ServiceView() {}

  /**
   * Whether one can sign in.
   *
   * @param message the first step that failed, in words
   */
  public record AuthAnswer(boolean success, String message, AuthData data) {

    /** FieldErrors by which the source, or AWS before it, says that the credentials are wrong. */
    private static final Set<String> BAD_CREDENTIALS =
        Set.of("SOURCE_SIGN_IN_REFUSED", "AWS_IDENTITY_REFUSED", "AWS_ROLE_REFUSED");

    static AuthAnswer of(ConnectionReport report) {
      Optional<Step> signIn = report.about(Topic.SIGN_IN).stream().findFirst();
      boolean success = signIn.filter(step -> step.state() == StepState.OK).isPresent();
      boolean bad = signIn.flatMap(Step::code).filter(BAD_CREDENTIALS::contains).isPresent();
      String status = success ? "success" : bad ? "invalid_credentials" : "failed";
      return new AuthAnswer(
          success,
          success ? "Authentication successful" : report.failure().orElse("Authentication failed"),
          new AuthData(status, report.steps(), report.grants()));
    }

    /** 401 is what these clients expect of wrong credentials, and of nothing else here. */
    int httpStatus() {
      return success ? 200 : data.status.equals("invalid_credentials") ? 401 : 400;
    }
  }

  /**
   * How signing in went.
   *
   * @param status {@code success}, {@code invalid_credentials} or {@code failed}
   */
  public record AuthData(String status, List<Step> steps, List<Grants> grants) {}

  /**
   * Databases and schemas, one a row.
   *
   * @param message how many there are
   * @param incomplete databases whose schemas could not be listed; empty when all could
   */
  public record MetadataAnswer(
      boolean success, String message, List<MetadataRow> data, List<Unlisted> incomplete) {

    /** Of databases alone. */
    static MetadataAnswer ofDatabases(List<DatabaseTree> trees) {
      return of(
          trees.stream()
              .filter(DatabaseTree::connectable)
              .map(tree -> new MetadataRow(tree.name(), null))
              .toList(),
          List.of());
    }

    /** Of the schemas of those databases that were looked into. */
    static MetadataAnswer ofSchemas(List<DatabaseTree> trees) {
      List<MetadataRow> rows = new ArrayList<>();
      List<Unlisted> unlisted = new ArrayList<>();
      for (DatabaseTree tree : trees) {
        tree.schemas()
            .ifPresent(
                schemas ->
                    schemas.forEach(
                        schema -> rows.add(new MetadataRow(tree.name(), schema.name()))));
        tree.fault().ifPresent(fault -> unlisted.add(new Unlisted(tree.name(), fault)));
      }
      return of(rows, unlisted);
    }

    private static MetadataAnswer of(List<MetadataRow> rows, List<Unlisted> unlisted) {
      return new MetadataAnswer(true, "Fetched " + rows.size() + " objects", rows, unlisted);
    }
  }

  /**
   * A schema, or a database.
   *
   * @param schema omitted where databases are listed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetadataRow(
      @JsonProperty("TABLE_CATALOG") String database,
      @JsonProperty("TABLE_SCHEMA") String schema) {}

  /** A database whose schemas could not be listed, and why, in words. */
  public record Unlisted(String database, String reason) {}

  public record StartAnswer(boolean success, String message, StartData data) {
    static StartAnswer of(Run run) {
      return new StartAnswer(
          true, "Workflow started successfully", new StartData(run.workflowName(), run.name()));
    }
  }

  public record StartData(
      @JsonProperty("workflow_id") String workflowId, @JsonProperty("run_id") String runId) {}

  public record StatusAnswer(boolean success, String message, StatusData data) {

    /**
     * The answer for a run.
     *
     * @param run empty where there is none of that name
     * @param latest the workflow's newest run; empty where it has none
     */
    static StatusAnswer of(
        String workflowId, String runId, Optional<Run> run, Optional<Run> latest, Instant now) {
      return new StatusAnswer(
          true,
          "Workflow status fetched successfully",
          new StatusData(
              workflowId,
              runId,
              run.map(found -> status(found.state())).orElse("NOT_FOUND"),
              run.map(found -> seconds(found, now)).orElse(0L),
              latest.map(Run::name).orElse(null)));
    }

    /** A run that waits counts as running: it was started, and these clients know no other word. */
    private static String status(RunState state) {
      return switch (state) {
        case PENDING, RUNNING -> "RUNNING";
        case SUCCEEDED -> "COMPLETED";
        case FAILED -> "FAILED";
        case CANCELLED -> "CANCELED";
      };
    }

    private static long seconds(Run run, Instant now) {
      return run.startedAt()
          .map(begun -> Duration.between(begun, run.finishedAt().orElse(now)).toSeconds())
          .orElse(0L);
    }
  }

  /**
   * How a run stands.
   *
   * @param status RUNNING, COMPLETED, FAILED, CANCELED or NOT_FOUND
   * @param executionDurationSeconds whole seconds until now or its end; 0 while it waits
   * @param lastExecutedRunId the workflow's newest run; omitted where it has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StatusData(
      @JsonProperty("workflow_id") String workflowId,
      @JsonProperty("run_id") String runId,
      String status,
      @JsonProperty("execution_duration_seconds") long executionDurationSeconds,
      @JsonProperty("last_executed_run_id") String lastExecutedRunId) {}

  /** A run that was asked to end. */
  public record StopAnswer(boolean success, String message) {}

  /** A stored state; never a secret. */
  public record ConfigAnswer(boolean success, String message, JsonNode data) {}
}
