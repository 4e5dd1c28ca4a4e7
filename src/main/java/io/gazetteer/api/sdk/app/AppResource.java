package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gazetteer.api.sdk.app.AppView.App;
import io.gazetteer.api.sdk.app.AppView.AppRun;
import io.gazetteer.api.sdk.app.AppView.Taken;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.run.CancelRun;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.workflow.ArchiveWorkflow;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.RerunWorkflow;
import io.gazetteer.workflow.ScheduleWorkflow;
import io.gazetteer.workflow.SubmitWorkflow;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowError;
import io.gazetteer.workflow.schedule.CronRule;
import io.gazetteer.workflow.schedule.FindSchedules;
import io.gazetteer.workflow.schedule.Schedule;
import io.gazetteer.workflow.schedule.ScheduleError;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Workflows as apps: the newer form that the SDKs speak. A workflow's slug is its name. */
@Path("/api/service/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AppResource {

  private static final int MAX_PAGE = 200;

  @Inject Access access;
  @Inject AppReader reader;
  @Inject FindWorkflows findWorkflows;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject RerunWorkflow rerunWorkflow;
  @Inject FindRuns findRuns;
  @Inject CancelRun cancelRun;
  @Inject ArchiveWorkflow archiveWorkflow;
  @Inject ScheduleWorkflow scheduleWorkflow;
  @Inject FindSchedules findSchedules;
  @Inject InputContract contract;

  /**
   * Makes a workflow. A repeat of the same request changes nothing and gets the same answer; a
   * workflow of that name with other inputs is a conflict that names it.
   */
  @POST
  @Path("/app")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = App.class)))
  @APIResponse(
      responseCode = "409",
      description = "Another app with other inputs has this name",
      content = @Content(schema = @Schema(implementation = Taken.class)))
  public Response create(JsonNode body) {
    access.check(Action.WRITE_WORKFLOW);
    AppReader.Submission wanted = reader.created(body);
    try {
      Workflow workflow = submitWorkflow.submit(wanted.workflow(), wanted.run());
      Optional<Run> run =
          wanted.run()
              ? findRuns.ofWorkflow(workflow.name(), 1).stream().findFirst()
              : Optional.empty();
      return Response.ok(App.of(workflow, run, schedules(workflow))).build();
    } catch (AppException failure) {
      if (failure.code() != WorkflowError.WORKFLOW_EXISTS) {
        throw failure;
      }
      return Response.status(Response.Status.CONFLICT)
          .entity(Taken.of(find(wanted.slug())))
          .build();
    }
  }

  /**
   * Workflows that were created as apps, newest first.
   *
   * @param cursor the {@code next_cursor} of the page before
   * @param name only those that people call exactly so
   */
  @GET
  @Path("/app")
  public AppView.Page list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") Optional<String> cursor,
      @QueryParam("name") Optional<String> name) {
    access.check(Action.READ_WORKFLOW);
    List<Workflow> found =
        findWorkflows.all().stream()
            .filter(AppDefinition::isApp)
            .filter(workflow -> name.isEmpty() || AppDefinition.name(workflow).equals(name.get()))
            .toList();
    int from =
        cursor.map(last -> found.stream().map(Workflow::name).toList().indexOf(last) + 1).orElse(0);
    int to = Math.min(from + Math.min(Math.max(limit, 1), MAX_PAGE), found.size());
    boolean more = to < found.size();
    return new AppView.Page(
        found.subList(from, to).stream()
            .map(workflow -> AppView.Summary.of(workflow, schedules(workflow)))
            .toList(),
        more,
        more ? found.get(to - 1).name() : null);
  }

  @GET
  @Path("/app/{slug}")
  public AppView.Summary get(@PathParam("slug") String slug) {
    Workflow workflow = find(slug);
    return AppView.Summary.of(workflow, schedules(workflow));
  }

  @PUT
  @Path("/app/{slug}")
  public App update(@PathParam("slug") String slug, JsonNode body) {
    access.check(Action.WRITE_WORKFLOW);
    Workflow workflow = updateWorkflow.update(reader.patch(find(slug), body));
    return App.of(workflow, Optional.empty(), schedules(workflow));
  }

  @DELETE
  @Path("/app/{slug}")
  @Consumes(MediaType.WILDCARD)
  public AppView.Archived archive(@PathParam("slug") String slug) {
    archiveWorkflow.archive(slug);
    return new AppView.Archived(slug, true);
  }

  @POST
  @Path("/app/{slug}/submit")
  @Consumes(MediaType.WILDCARD)
  public AppRun submit(@PathParam("slug") String slug) {
    return AppRun.of(rerunWorkflow.rerun(slug, RunOptions.NONE));
  }

  @GET
  @Path("/app/runs/{run}")
  // Hidden in the OpenAPI document, where /app/{slug}/submit would be ambiguous with it.
  @Operation(hidden = true)
  public AppRun run(@PathParam("run") String run) {
    return AppRun.of(findRuns.require(run));
  }

  @POST
  @Path("/app/runs/{run}/cancel")
  @Consumes(MediaType.WILDCARD)
  public AppView.Cancelled cancel(@PathParam("run") String run) {
    return AppView.Cancelled.of(cancelRun.cancel(findRuns.require(run).name()));
  }

  /** Adds a schedule. The same expression in the same time zone is not added twice. */
  @POST
  @Path("/app/{slug}/schedule")
  public AppView.Trigger schedule(@PathParam("slug") String slug, JsonNode body) {
    access.check(Action.WRITE_WORKFLOW);
    FieldErrors errors = new FieldErrors();
    AppRequest.Timing timing =
        AppRequest.Timing.read(body == null ? MissingNode.getInstance() : body, "", errors);
    FieldErrors ofRule = new FieldErrors();
    Optional<CronRule> rule =
        CronRule.read(timing.cron(), "cron", timing.timeZone(), "timezone", ofRule);
    errors.addFurther(ofRule);
    errors.throwIfAny(ScheduleError.SCHEDULE_INVALID);
    find(slug);
    return AppView.Trigger.of(scheduleWorkflow.add(slug, rule.orElseThrow()));
  }

  @DELETE
  @Path("/app/{slug}/schedule/{trigger}")
  @Consumes(MediaType.WILDCARD)
  public AppView.Deleted unschedule(
      @PathParam("slug") String slug, @PathParam("trigger") String trigger) {
    find(slug);
    scheduleWorkflow.remove(slug, trigger);
    return new AppView.Deleted(trigger, true);
  }

  @GET
  @Path("/apps/{app}")
  public AppView.Info describe(@PathParam("app") String app) {
    access.check(Action.READ_WORKFLOW);
    requireKnown(app);
    return AppView.Info.ofPostgres();
  }

  /** What may be given as inputs, as a JSON schema. */
  @GET
  @Path("/apps/{app}/inputs")
  public JsonNode contract(@PathParam("app") String app) {
    access.check(Action.READ_WORKFLOW);
    requireKnown(app);
    return contract.schema();
  }

  private static void requireKnown(String app) {
    if (!app.equals(AppRequest.APP_ID)) {
      throw new AppException(
          AppError.APP_NOT_FOUND,
          "There is no app " + app + "; this service has only " + AppRequest.APP_ID);
    }
  }

  /** The crawler of that name in use, whether it was created as an app or as a package. */
  private Workflow find(String slug) {
    access.check(Action.READ_WORKFLOW);
    return findWorkflows
        .byName(slug)
        .filter(workflow -> workflow.templateName().equals(AppDefinition.TEMPLATE))
        .orElseThrow(() -> FindWorkflows.notFound(slug));
  }

  private List<Schedule> schedules(Workflow workflow) {
    return findSchedules.ofWorkflow(workflow.name());
  }
}
