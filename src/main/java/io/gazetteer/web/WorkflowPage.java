package io.gazetteer.web;

import io.gazetteer.asset.ArchiveHold;
import io.gazetteer.asset.ArchiveHolds;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.Credential;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.run.FindRuns;
import io.gazetteer.workflow.ArchiveWorkflow;
import io.gazetteer.workflow.ExtractionMethod;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.PreviewWorkflow;
import io.gazetteer.workflow.ScheduleWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowSettings;
import io.gazetteer.workflow.schedule.FindSchedules;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** One workflow: what it crawls, as whom, and its runs. */
@Path("/ui/workflows/{name}")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class WorkflowPage {

  private static final int RUNS = 50;

  @Inject Access access;
  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject FindCredentials findCredentials;
  @Inject FindRuns findRuns;
  @Inject ArchiveWorkflow archiveWorkflow;
  @Inject PreviewWorkflow previewWorkflow;
  @Inject ArchiveHolds archiveHolds;
  @Inject FindSchedules findSchedules;
  @Inject ScheduleWorkflow scheduleWorkflow;
  @Inject Clock clock;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance workflow(View view);

    static native TemplateInstance runs(View view);
  }

  /**
   * A workflow.
   *
   * @param rules what is crawled and what is omitted, each in a sentence and its expressions
   * @param running whether a run goes on, so that the page looks again soon
   * @param holds what this workflow holds back until a person's yes; empty when nothing does
   */
  public record View(
      String name,
      String connection,
      String connectionQualifiedName,
      List<Fact> facts,
      List<Rule> rules,
      List<RunLine> runs,
      boolean running,
      List<HoldLine> holds,
      ScheduleView schedule) {

    View with(ScheduleView changed) {
      return new View(
          name, connection, connectionQualifiedName, facts, rules, runs, running, holds, changed);
    }
  }

  /**
   * Archiving that waits.
   *
   * @param list what an approval names, so that it covers what is shown here and nothing else
   */
  public record HoldLine(String words, String list) {}

  /**
   * A part of the filters.
   *
   * @param lines an expression each; none where the words say all
   */
  public record Rule(String words, List<String> lines) {}

  /** The page, or only its runs where htmx asks for those again. */
  @GET
  public TemplateInstance workflow(
      @PathParam("name") String name, @HeaderParam("HX-Request") boolean part) {
    access.check(Action.READ_WORKFLOW);
    Workflow workflow = findWorkflows.require(name);
    return part ? Templates.runs(view(workflow)) : Templates.workflow(view(workflow));
  }

  /** Takes the workflow out of use; the page asks first. */
  @POST
  @Path("/archive")
  public Response archive(@PathParam("name") String name) {
    archiveWorkflow.archive(name);
    return Response.seeOther(Links.workflows()).build();
  }

  /** Starts a run that only reports what a run would do. */
  @POST
  @Path("/preview")
  public Response preview(@PathParam("name") String name) {
    return Response.seeOther(Links.run(previewWorkflow.preview(name).name())).build();
  }

  /** Says yes to what the page showed to wait, and to nothing that came to wait since. */
  @POST
  @Path("/approve-archive")
  public Response approveArchive(
      @PathParam("name") String name, @RestForm("list") List<String> lists) {
    access.check(Action.WRITE_ASSET);
    String connection = findWorkflows.require(name).connectionQualifiedName();
    for (String list : lists) {
      archiveHolds.approve(connection, name, list);
    }
    return Response.seeOther(Links.workflow(name)).build();
  }

  /** Sets the schedule, or shows the page again with what is wrong. */
  @POST
  @Path("/schedule")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response schedule(
      @PathParam("name") String name,
      @FormParam("cron") @DefaultValue("") String cron,
      @FormParam("timezone") @DefaultValue("") String timeZone) {
    try {
      scheduleWorkflow.set(name, cron, timeZone);
      return Response.seeOther(Links.workflow(name)).build();
    } catch (AppException fault) {
      if (fault.errors().isEmpty()) {
        throw fault;
      }
      View view = view(findWorkflows.require(name));
      ScheduleView schedule = view.schedule().withFaults(cron, timeZone, fault.errors());
      return Response.status(fault.code().status())
          .entity(Templates.workflow(view.with(schedule)))
          .build();
    }
  }

  @POST
  @Path("/schedule/remove")
  public Response unschedule(@PathParam("name") String name) {
    scheduleWorkflow.remove(name);
    return Response.seeOther(Links.workflow(name)).build();
  }

  private View view(Workflow workflow) {
    Instant now = clock.instant();
    List<RunLine> runs =
        findRuns.ofWorkflow(workflow.name(), RUNS).stream()
            .map(run -> RunLine.of(run, now))
            .toList();
    Optional<Connection> connection =
        findConnection.byQualifiedName(workflow.connectionQualifiedName());
    return new View(
        workflow.name(),
        connection.map(Connection::name).orElse(workflow.connectionQualifiedName()),
        workflow.connectionQualifiedName(),
        facts(workflow, now),
        rules(workflow),
        runs,
        runs.stream().anyMatch(RunLine::active),
        archiveHolds.find(workflow.connectionQualifiedName()).stream()
            .filter(hold -> hold.workflowName().equals(workflow.name()))
            .filter(hold -> hold.approvedBy().isEmpty())
            .map(hold -> new HoldLine(words(hold), hold.list()))
            .toList(),
        ScheduleView.of(
            findSchedules.ofWorkflow(workflow.name()),
            findSchedules.dueTimesOf(workflow.name(), 1).stream().findFirst()));
  }

  private static String words(ArchiveHold hold) {
    String where =
        hold.databaseName().isEmpty() ? "Databases as a whole" : "Database " + hold.databaseName();
    String filteredOut =
        hold.filteredOut() == 0
            ? ""
            : ", %s of them only because the filters exclude them"
                .formatted(Amounts.grouped(hold.filteredOut()));
    return "%s: %s of the connection's %s would be archived%s."
        .formatted(
            where,
            Amounts.count(hold.candidates(), "asset"),
            Amounts.grouped(hold.active()),
            filteredOut);
  }

  private List<Fact> facts(Workflow workflow, Instant now) {
    List<Fact> facts = new ArrayList<>();
    if (workflow.extractionMethod() == ExtractionMethod.S3) {
      facts.add(Fact.code("Files", workflow.offlineLocation().toString()));
    } else {
      credential(workflow)
          .ifPresentOrElse(
              found -> addCredential(facts, found),
              () -> facts.add(Fact.words("Credential", "none stored")));
    }
    facts.add(
        Fact.words("Extraction", workflow.extractionMethod().name().toLowerCase(Locale.ROOT)));
    facts.add(Fact.code("Connection", workflow.connectionQualifiedName()));
    for (WorkflowSettings.Parameter parameter : workflow.settings().parameters()) {
      facts.add(Fact.code(parameter.name(), parameter.value()));
    }
    facts.add(
        Fact.words(
            "Created",
            Moment.of(workflow.createdAt(), now).relative() + " by " + workflow.createdBy()));
    return facts;
  }

  private Optional<Credential> credential(Workflow workflow) {
    return workflow.credentialGuid().flatMap(findCredentials::find);
  }

  private static void addCredential(List<Fact> facts, Credential credential) {
    facts.add(Fact.code("Server", WorkflowsPage.server(credential)));
    facts.add(
        credential
            .database()
            .map(name -> Fact.code("Database", name))
            .orElse(Fact.words("Database", "all that the user may connect to")));
    facts.add(Fact.code("User", credential.username().orElse("")));
    facts.add(Fact.words("Sign-in", credential.authType() + ", the secret is stored encrypted"));
  }

  private static List<Rule> rules(Workflow workflow) {
    List<Rule> rules = new ArrayList<>();
    Map<String, List<String>> include = workflow.filter().include();
    Map<String, List<String>> exclude = workflow.filter().exclude();
    rules.add(
        include.isEmpty()
            ? new Rule("Everything is crawled.", List.of())
            : new Rule("Only these are crawled:", lines(include)));
    rules.add(
        exclude.isEmpty()
            ? new Rule("No database or schema is excluded.", List.of())
            : new Rule("Excluded, even if included above:", lines(exclude)));
    rules.add(
        workflow
            .filter()
            .tableRegex()
            .map(regex -> new Rule("Excluded tables and views:", List.of(regex)))
            .orElse(new Rule("No table or view is excluded by name.", List.of())));
    if (!workflow.filter().views()) {
      rules.add(new Rule("Views and materialised views are excluded.", List.of()));
    }
    if (!workflow.filter().emptyTables()) {
      rules.add(
          new Rule("Tables that are empty by the server's statistics are excluded.", List.of()));
    }
    rules.add(
        new Rule(
            workflow.filter().extensionSchemas()
                ? "Schemas that an extension made for itself are crawled like others."
                : "Schemas that an extension made for itself are skipped unless they are named.",
            List.of()));
    rules.add(
        new Rule(
            workflow.filter().archiveFilteredOut()
                ? "Excluded assets that no other workflow reads are archived."
                : "Excluded assets already in the catalogue are kept.",
            List.of()));
    return rules;
  }

  private static List<String> lines(Map<String, List<String>> filter) {
    List<String> lines = new ArrayList<>();
    filter.forEach(
        (database, schemas) ->
            lines.add(
                database
                    + " → "
                    + (schemas.isEmpty() ? "all schemas" : String.join(", ", schemas))));
    return lines;
  }
}
