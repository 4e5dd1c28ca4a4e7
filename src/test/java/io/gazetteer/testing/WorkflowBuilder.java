package io.gazetteer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.concurrent.atomic.AtomicLong;

/** Builds the definition that an SDK would send for a direct, basic-auth crawl, and sends it. */
public final class WorkflowBuilder {

  private static final AtomicLong EPOCH =
      new AtomicLong(1_600_000_000L + System.nanoTime() % 90_000_000L);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long epoch = EPOCH.incrementAndGet();
  private String host = "localhost";
  private int port = Postgres.port();
  private String database;
  private String username = "postgres";
  private String password = "trusted";
  private String include;
  private String exclude;
  private String tableRegex;
  private String archiveFilteredOut;
  private String admins = "\"adminUsers\":[\"admin\"]";
  private String connector = "postgres";
  private String connection = "default/postgres/" + epoch;

  private WorkflowBuilder() {}

  /** A crawl of all databases of the shared {@link Postgres}. */
  public static WorkflowBuilder aWorkflow() {
    return new WorkflowBuilder();
  }

  public WorkflowBuilder at(String newHost, int newPort) {
    host = newHost;
    port = newPort;
    return this;
  }

  /** Another kind of system, with a connection of its own. */
  public WorkflowBuilder from(String newConnector) {
    connector = newConnector;
    connection = "default/" + newConnector + "/" + epoch;
    return this;
  }

  public WorkflowBuilder of(String newDatabase) {
    database = newDatabase;
    return this;
  }

  public WorkflowBuilder as(String newUsername, String newPassword) {
    username = newUsername;
    password = newPassword;
    return this;
  }

  public WorkflowBuilder including(String filter) {
    include = filter;
    return this;
  }

  public WorkflowBuilder excluding(String filter) {
    exclude = filter;
    return this;
  }

  public WorkflowBuilder withoutTables(String regex) {
    tableRegex = regex;
    return this;
  }

  /** With the parameter {@code archive-filtered-out}, as its text. */
  public WorkflowBuilder archivingFilteredOut(String word) {
    archiveFilteredOut = word;
    return this;
  }

  public WorkflowBuilder withoutAdmins() {
    admins = "\"adminUsers\":[],\"adminGroups\":null,\"adminRoles\":[]";
    return this;
  }

  /** Over a connection that another workflow has made. */
  public WorkflowBuilder over(String connectionQualifiedName) {
    connection = connectionQualifiedName;
    return this;
  }

  public String name() {
    return "atlan-" + connector + "-" + epoch;
  }

  public String connection() {
    return connection;
  }

  /** Creates the workflow and starts a run. */
  public Response submit() {
    return Service.asAdmin()
        .body(definition().toString())
        .post("/api/service/workflows?submit=true");
  }

  /** Creates the workflow, starts a run and returns the run's name. */
  public String start() {
    submit().then().statusCode(200);
    return Service.latestRun(name());
  }

  public ObjectNode definition() {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode metadata = body.putObject("metadata");
    metadata.put("name", name()).put("namespace", "default");
    metadata.putObject("annotations").put("package.argoproj.io/name", "@atlan/" + connector);
    ObjectNode template =
        body.putObject("spec").put("entrypoint", "main").putArray("templates").addObject();
    ObjectNode task =
        template
            .put("name", "main")
            .putObject("dag")
            .putArray("tasks")
            .addObject()
            .put("name", "run");
    task.putObject("templateRef")
        .put("name", "atlan-" + connector)
        .put("template", "main")
        .put("clusterScope", true);
    ArrayNode parameters = task.putObject("arguments").putArray("parameters");
    add(parameters, "extraction-method", "direct");
    add(parameters, "include-filter", include);
    add(parameters, "exclude-filter", exclude);
    add(parameters, "temp-table-regex", tableRegex);
    add(parameters, "archive-filtered-out", archiveFilteredOut);
    add(parameters, "credential-guid", "{{credentialGuid}}");
    add(
        parameters,
        "connection",
        """
        {"typeName":"Connection","attributes":{"qualifiedName":"%s","name":"c%d","connectorName":"%s",%s}}"""
            .formatted(connection, epoch, connector, admins));
    ObjectNode payload = body.putArray("payload").addObject();
    payload.put("parameter", "credentialGuid").put("type", "credential");
    ObjectNode credential = payload.putObject("body");
    credential
        .put("name", "default-" + connector + "-" + epoch + "-0")
        .put("host", host)
        .put("port", port)
        .put("authType", "basic")
        .put("username", username)
        .put("password", password)
        .put("connectorConfigName", "atlan-connectors-" + connector);
    ObjectNode extra = credential.putObject("extra");
    if (database != null) {
      extra.put("database", database);
    }
    return body;
  }

  private static void add(ArrayNode parameters, String name, String value) {
    if (value != null) {
      parameters.addObject().put("name", name).put("value", value);
    }
  }
}
