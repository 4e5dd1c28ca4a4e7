package io.gazetteer.web;

import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.Credential;
import io.gazetteer.connection.credential.CredentialQuery;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.workflow.ExtractionMethod;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.RerunWorkflow;
import io.gazetteer.workflow.Workflow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of workflows, and the button that runs one again. */
@Path("/ui/workflows")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class WorkflowsPage {

  private static final int MOST_CREDENTIALS = 500;

  @Inject Access access;
  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject FindCredentials findCredentials;
  @Inject FindRuns findRuns;
  @Inject RerunWorkflow rerunWorkflow;
  @Inject Clock clock;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Listing listing);

    static native TemplateInstance rows(Listing listing);
  }

  /**
   * All workflows.
   *
   * @param running whether a run goes on, so that the page looks again soon
   */
  public record Listing(List<Row> rows, boolean running) {}

  /**
   * A workflow.
   *
   * @param server host and port, or where the files lie; empty where no credential is known
   * @param run its latest run; null when it never ran
   */
  public record Row(String name, String connection, String server, RunLine run) {}

  /** The page, or only its table where htmx asks for that again. */
  @GET
  public TemplateInstance list(@HeaderParam("HX-Request") boolean part) {
    return part ? Templates.rows(listing()) : Templates.list(listing());
  }

  /** Starts a run, then shows it; htmx gets the table instead, and stays where it is. */
  @POST
  @Path("/{name}/run")
  public Response run(@PathParam("name") String name, @HeaderParam("HX-Request") boolean part) {
    Run run = rerunWorkflow.rerun(name, RunOptions.NONE);
    return part
        ? Response.ok(Templates.rows(listing())).build()
        : Response.seeOther(Links.run(run.name())).build();
  }

  private Listing listing() {
    access.check(Action.READ_WORKFLOW);
    Instant now = clock.instant();
    List<Workflow> workflows = findWorkflows.all();
    Map<String, Run> latest = findRuns.latestOf(workflows.stream().map(Workflow::name).toList());
    Map<String, Connection> connections =
        findConnection.all().stream()
            .collect(Collectors.toMap(Connection::qualifiedName, Function.identity()));
    Map<UUID, Credential> credentials =
        findCredentials.list(CredentialQuery.all(MOST_CREDENTIALS)).stream()
            .collect(Collectors.toMap(Credential::guid, Function.identity()));
    List<Row> rows =
        workflows.stream()
            .map(
                workflow ->
                    new Row(
                        workflow.name(),
                        connectionName(workflow, connections),
                        source(workflow, credentials),
                        Optional.ofNullable(latest.get(workflow.name()))
                            .map(run -> RunLine.of(run, now))
                            .orElse(null)))
            .toList();
    boolean running = latest.values().stream().anyMatch(run -> !run.state().isFinal());
    return new Listing(rows, running);
  }

  private static String source(Workflow workflow, Map<UUID, Credential> credentials) {
    if (workflow.extractionMethod() == ExtractionMethod.S3) {
      return workflow.offlineLocation().toString();
    }
    return workflow.credentialGuid().map(credentials::get).map(WorkflowsPage::server).orElse("");
  }

  private static String connectionName(Workflow workflow, Map<String, Connection> connections) {
    Connection connection = connections.get(workflow.connectionQualifiedName());
    return connection == null ? workflow.connectionQualifiedName() : connection.name();
  }

  static String server(Credential credential) {
    String host = credential.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + credential.port();
  }
}
