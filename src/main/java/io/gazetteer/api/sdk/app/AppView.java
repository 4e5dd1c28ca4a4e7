package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunState;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.schedule.Schedule;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the app resource answers with, in snake case as the SDKs read it. */
final class AppView {

  private static final String NATIVE = "native";

  private AppView() {}

  /**
   * A workflow that was made or changed.
   *
   * @param runId omitted where no run was asked for
   * @param scheduleTriggerId omitted where it has no schedule
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record App(
      @JsonProperty("execution_mode") String executionMode,
      String slug,
      int version,
      @JsonProperty("run_id") String runId,
      @JsonProperty("schedule_trigger_id") String scheduleTriggerId) {

    static App of(Workflow workflow, Optional<Run> run, List<Schedule> schedules) {
      return new App(
          NATIVE,
          workflow.name(),
          workflow.generation(),
          run.map(Run::name).orElse(null),
          schedules.stream().findFirst().map(Schedule::name).orElse(null));
    }
  }

  /** Says which workflow has the name; exactly what the SDKs look for. */
  public record Taken(String message, String slug, int version) {
    static Taken of(Workflow workflow) {
      return new Taken(
          "A workflow with this name and other inputs already exists: " + workflow.name(),
          workflow.name(),
          workflow.generation());
    }
  }

  /** A workflow in a list or on its own; inputs are without a credential. */
  @Schema(name = "AppSummary")
  public record Summary(
      String slug,
      String name,
      int version,
      String owner,
      @JsonProperty("app_id") String appId,
      String status,
      JsonNode inputs,
      List<Trigger> schedules) {

    static Summary of(Workflow workflow, List<Schedule> schedules) {
      return new Summary(
          workflow.name(),
          AppDefinition.name(workflow),
          workflow.generation(),
          workflow.createdBy(),
          workflow.templateName().replaceFirst("^atlan-", "") + "-crawler",
          "published",
          AppDefinition.inputs(workflow),
          schedules.stream().map(Trigger::of).toList());
    }
  }

  /**
   * Some workflows.
   *
   * @param nextCursor for the next page; omitted on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AppPage")
  public record Page(
      List<Summary> workflows,
      @JsonProperty("has_more") boolean hasMore,
      @JsonProperty("next_cursor") String nextCursor) {}

  public record Trigger(
      @JsonProperty("trigger_id") String triggerId, String cron, String timezone) {
    static Trigger of(Schedule schedule) {
      return new Trigger(schedule.name(), schedule.rule().cron(), schedule.rule().zone().getId());
    }
  }

  /**
   * A run.
   *
   * @param status Pending, Running, Succeeded, Failed or Stopped
   * @param startedAt ISO-8601; omitted while it waits
   * @param message what ended it; omitted when there is nothing to say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AppRun(
      @JsonProperty("run_id") String runId,
      String status,
      String slug,
      @JsonProperty("started_at") String startedAt,
      String message) {

    static AppRun of(Run run) {
      return new AppRun(
          run.name(),
          status(run),
          run.workflowName(),
          run.startedAt().map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null),
          run.message().orElse(null));
    }

    private static String status(Run run) {
      return run.state() == RunState.CANCELLED
          ? "Stopped"
          : run.state().name().charAt(0) + run.state().name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** A run that was asked to end; its status may still be Running. */
  public record Cancelled(
      @JsonProperty("run_id") String runId, boolean cancelled, String status, String slug) {
    static Cancelled of(Run run) {
      return new Cancelled(run.name(), true, AppRun.of(run).status(), run.workflowName());
    }
  }

  public record Archived(String slug, boolean archived) {}

  /** A schedule that was taken away. */
  public record Deleted(@JsonProperty("trigger_id") String triggerId, boolean deleted) {}

  @Schema(name = "AppInfo")
  public record Info(
      @JsonProperty("app_id") String appId,
      String name,
      @JsonProperty("native_ready") boolean nativeReady,
      @JsonProperty("execution_mode") String executionMode,
      List<Entrypoint> entrypoints) {

    static Info ofPostgres() {
      return new Info(
          AppRequest.APP_ID,
          "PostgreSQL crawler",
          true,
          NATIVE,
          List.of(new Entrypoint(AppRequest.ENTRYPOINT)));
    }
  }

  public record Entrypoint(String name) {}
}
