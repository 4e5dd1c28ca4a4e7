package io.gazetteer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.workflow.CrawlFilter;

/** The workflow that reads imported files, in the form that the SDKs send. */
final class ImportWorkflow {

  private static final String WORKFLOWS = "/api/service/workflows";

  private final Names names;
  private final ImportSource.Location location;
  private final CrawlFilter filter;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * What things are called.
   *
   * @param connection its qualified name
   * @param connectionName what people call it
   * @param connector the kind of system
   */
  record Names(String workflow, String connection, String connectionName, String connector) {}

  ImportWorkflow(Names names, ImportSource.Location location, CrawlFilter filter) {
    this.names = names;
    this.location = location;
    this.filter = filter;
  }

  /**
   * Makes the workflow, or changes the one that is there, and starts a run, whose name it returns.
   */
  String start(ServiceClient client) {
    String user = client.get("/api/service/users/current").path("username").asText();
    ObjectNode definition = definition(user);
    if (client.change(WORKFLOWS + "/" + ServiceRun.part(names.workflow()), definition).isEmpty()) {
      client.post(WORKFLOWS, definition);
    }
    ObjectNode again =
        json.createObjectNode()
            .put("namespace", "default")
            .put("resourceKind", "WorkflowTemplate")
            .put("resourceName", names.workflow());
    return client.post(WORKFLOWS + "/submit", again).at("/metadata/name").asText();
  }

  private ObjectNode definition(String user) {
    ObjectNode body = json.createObjectNode();
    ObjectNode metadata =
        body.putObject("metadata").put("name", names.workflow()).put("namespace", "default");
    metadata
        .putObject("annotations")
        .put("package.argoproj.io/name", "@atlan/" + names.connector());
    ObjectNode template =
        body.putObject("spec")
            .put("entrypoint", "main")
            .putArray("templates")
            .addObject()
            .put("name", "main");
    ObjectNode task = template.putObject("dag").putArray("tasks").addObject().put("name", "run");
    task.putObject("templateRef")
        .put("name", "atlan-" + names.connector())
        .put("template", "main")
        .put("clusterScope", true);
    ArrayNode parameters = task.putObject("arguments").putArray("parameters");
    add(parameters, "extraction-method", "s3");
    add(parameters, "metadata-s3-bucket", location.bucket());
    add(parameters, "metadata-s3-prefix", location.prefix());
    location.region().ifPresent(region -> add(parameters, "metadata-s3-region", region));
    add(parameters, "include-filter", json.valueToTree(filter.include()).toString());
    add(parameters, "exclude-filter", json.valueToTree(filter.exclude()).toString());
    filter.tableRegex().ifPresent(regex -> add(parameters, "temp-table-regex", regex));
    if (filter.extensionSchemas()) {
      add(parameters, "extension-schemas", "true");
    }
    add(parameters, "connection", connection(user).toString());
    body.putArray("payload");
    return body;
  }

  private ObjectNode connection(String user) {
    ObjectNode entity = json.createObjectNode().put("typeName", "Connection");
    ObjectNode attributes =
        entity
            .putObject("attributes")
            .put("qualifiedName", names.connection())
            .put("name", names.connectionName())
            .put("connectorName", names.connector());
    attributes.putArray("adminUsers").add(user);
    attributes.putArray("adminGroups");
    attributes.putArray("adminRoles");
    return entity;
  }

  private static void add(ArrayNode parameters, String name, String value) {
    parameters.addObject().put("name", name).put("value", value);
  }
}
