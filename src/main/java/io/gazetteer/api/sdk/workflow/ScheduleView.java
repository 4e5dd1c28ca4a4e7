package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gazetteer.api.sdk.run.RunWire;
import io.gazetteer.workflow.schedule.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A schedule as the SDKs read it; what is not there yet is omitted. Times are whole seconds.
 *
 * @param workflowMetadata there for the form alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleView(
    String apiVersion,
    String kind,
    Metadata metadata,
    Spec spec,
    Status status,
    RunMetadata workflowMetadata) {

  public static ScheduleView of(Schedule schedule) {
    return new ScheduleView(
        "argoproj.io/v1alpha1",
        "CronWorkflow",
        new Metadata(
            schedule.name(),
            "default",
            schedule.setAt().truncatedTo(ChronoUnit.SECONDS),
            Map.of("workflows.argoproj.io/creator-preferred-username", schedule.setBy().username()),
            Map.of()),
        new Spec(
            schedule.rule().cron(),
            schedule.rule().zone().getId(),
            new Template(new RunWire.TemplateRef(schedule.workflowName())),
            "Forbid"),
        new Status(
            List.of(),
            schedule.lastAt().map(time -> time.truncatedTo(ChronoUnit.SECONDS)).orElse(null),
            schedule.nextAt().truncatedTo(ChronoUnit.SECONDS),
            schedule.lastRunName().orElse(null)),
        new RunMetadata(Map.of(), Map.of()));
  }

  @Schema(name = "ScheduleMetadata")
  public record Metadata(
      String name,
      String namespace,
      Instant creationTimestamp,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  /**
   * When what.
   *
   * @param concurrencyPolicy always {@code Forbid}: a time that comes while a run goes on is
   *     skipped
   */
  @Schema(name = "ScheduleSpec")
  public record Spec(
      String schedule, String timezone, Template workflowSpec, String concurrencyPolicy) {}

  @Schema(name = "ScheduleTemplate")
  public record Template(RunWire.TemplateRef workflowTemplateRef) {}

  /**
   * How it stands.
   *
   * @param active always empty: runs are found by their workflow
   * @param lastScheduledTime due time of the last run that it started
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ScheduleStatus")
  public record Status(
      List<String> active,
      Instant lastScheduledTime,
      Instant nextScheduledTime,
      String lastRunName) {}

  /** What a run would carry besides the workflow's own. */
  @Schema(name = "ScheduledRunMetadata")
  public record RunMetadata(Map<String, String> labels, Map<String, String> annotations) {}
}
