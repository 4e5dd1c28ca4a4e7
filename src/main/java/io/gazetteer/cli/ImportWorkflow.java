package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.api.sdk.workflow.ArgoDocument;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.OfflineLocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The workflow that reads imported files, in the form that the SDKs send. */
final class ImportWorkflow {

  private static final String WORKFLOWS = "/api/service/workflows";

  private final Names names;
  private final OfflineLocation location;
  private final CrawlFilter filter;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Names for the import.
   *
   * @param connection its qualified name
   * @param connectionName its display name
   * @param connector the kind of system
   */
  record Names(String workflow, String connection, String connectionName, String connector) {}

  ImportWorkflow(Names names, OfflineLocation location, CrawlFilter filter) {
    this.names = names;
    this.location = location;
    this.filter = filter;
  }

  /** Creates or updates the workflow, starts a run, and returns its name. */
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
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    put(parameters, "extraction-method", "s3");
    put(parameters, OfflineLocation.BUCKET, location.bucket());
    put(parameters, OfflineLocation.PREFIX, location.prefix());
    location.region().ifPresent(region -> put(parameters, OfflineLocation.REGION, region));
    put(parameters, "include-filter", json.valueToTree(filter.include()).toString());
    put(parameters, "exclude-filter", json.valueToTree(filter.exclude()).toString());
    filter.tableRegex().ifPresent(regex -> put(parameters, "temp-table-regex", regex));
    if (filter.extensionSchemas()) {
      put(parameters, "extension-schemas", "true");
    }
    put(parameters, "connection", connection(user).toString());
    ObjectNode body =
        ArgoDocument.fresh(names.workflow(), names.connector())
            .parameters(parameters)
            .clusterScope()
            .root();
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

  private static void put(Map<String, JsonNode> parameters, String name, String value) {
    parameters.put(name, TextNode.valueOf(value));
  }
}
