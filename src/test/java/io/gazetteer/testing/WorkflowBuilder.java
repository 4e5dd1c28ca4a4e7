package io.gazetteer.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private String admins = "\"adminUsers\":[\"admin\"]";
  private String bucket;
  private String prefix;
  private String region;
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

  /** With any other parameter, as its text. */
  public WorkflowBuilder with(String name, String value) {
    parameters.put(name, value);
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

  /**
   * From files instead of a server.
   *
   * @param newRegion null as the Python SDK sends it where none is given
   */
  public WorkflowBuilder offline(String newBucket, String newPrefix, String newRegion) {
    bucket = newBucket;
    prefix = newPrefix;
    region = newRegion;
    return this;
  }

  /** From files of a bucket whose region nobody gives. */
  public WorkflowBuilder offline(String newBucket, String newPrefix) {
    return offline(newBucket, newPrefix, null);
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
    ArrayNode list = task.putObject("arguments").putArray("parameters");
    add(list, "extraction-method", bucket == null ? "direct" : "s3");
    if (bucket != null) {
      add(list, "metadata-s3-bucket", bucket);
      add(list, "metadata-s3-prefix", prefix);
      list.addObject().put("name", "metadata-s3-region").put("value", region);
    }
    add(list, "include-filter", include);
    add(list, "exclude-filter", exclude);
    add(list, "temp-table-regex", tableRegex);
    add(list, "archive-filtered-out", archiveFilteredOut);
    parameters.forEach((name, value) -> add(list, name, value));
    add(list, "credential-guid", "{{credentialGuid}}");
    add(
        list,
        "connection",
        """
        {"typeName":"Connection","attributes":{"qualifiedName":"%s","name":"c%d","connectorName":"%s",%s}}"""
            .formatted(connection, epoch, connector, admins));
    ArrayNode payloads = body.putArray("payload");
    if (bucket == null) {
      credential(payloads.addObject());
    }
    return body;
  }

  private void credential(ObjectNode payload) {
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
  }

  private static void add(ArrayNode list, String name, String value) {
    if (value != null) {
      list.addObject().put("name", name).put("value", value);
    }
  }
}
