package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gazetteer.api.sdk.run.RunWire;
import io.gazetteer.run.FindRuns;
import io.gazetteer.workflow.schedule.DueTime;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import io.gazetteer.workflow.schedule.FindSchedules;
import io.gazetteer.workflow.schedule.Schedule;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Schedules in the form that the SDKs speak. They are set by an update of the workflow. */
@Path("/api/service/runs/cron")
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

  @Inject FindSchedules findSchedules;
  @Inject FindRuns findRuns;

  @GET
  public Schedules list() {
    return new Schedules(findSchedules.all().stream().map(ScheduleView::of).toList());
  }

  /** Runs that schedules started, by the time at which they were due. */
  @GET
  @Path("/scheduleQueriesBetweenDuration")
  public List<RunWire> between(
      @QueryParam("startDate") String startDate, @QueryParam("endDate") String endDate) {
    return findSchedules.dueBetween(true, startDate, endDate).stream()
        .flatMap(due -> due.runName().flatMap(findRuns::byName).stream())
        .map(RunWire::of)
        .toList();
  }

  /** Times at which schedules were due and no run was started, each in the form of a run. */
  @GET
  @Path("/missedScheduleQueriesBetweenDuration")
  public List<MissedRun> missed(
      @QueryParam("startDate") String startDate, @QueryParam("endDate") String endDate) {
    return findSchedules.dueBetween(false, startDate, endDate).stream().map(MissedRun::of).toList();
  }

  @GET
  @Path("/{name}")
  // Hidden in the OpenAPI document, where /runs/{name}/stop would be ambiguous with it.
  @Operation(hidden = true)
  public ScheduleView get(@PathParam("name") String name) {
    return ScheduleView.of(findSchedules.byName(name));
  }

  public record Schedules(List<ScheduleView> items) {}

  /** A run that never was; it has a status without a phase. */
  public record MissedRun(Metadata metadata, Spec spec, Status status) {

    static MissedRun of(DueTime due) {
      Instant time = due.dueAt().truncatedTo(ChronoUnit.SECONDS);
      String message =
          due.outcome() == Outcome.SKIPPED
              ? "Skipped: run " + due.runName().orElseThrow() + " had not ended"
              : "Missed: the service was not running; a later run made up for it";
      return new MissedRun(
          new Metadata(due.workflowName() + Schedule.NAME_SUFFIX, "default", time),
          new Spec(new RunWire.TemplateRef(due.workflowName())),
          new Status(message, time));
    }

    @Schema(name = "MissedRunMetadata")
    public record Metadata(String name, String namespace, Instant creationTimestamp) {}

    @Schema(name = "MissedRunSpec")
    public record Spec(RunWire.TemplateRef workflowTemplateRef) {}

    /** Why there was none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MissedRunStatus")
    public record Status(String message, Instant scheduledTime) {}
  }
}
