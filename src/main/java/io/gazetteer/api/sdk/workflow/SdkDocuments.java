package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.api.ConnectionEntity;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.workflow.ClientDocuments;
import io.gazetteer.workflow.OfflineLocation;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowContent;
import io.gazetteer.workflow.schedule.CronRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes workflows as the SDKs would have sent them. */
@ApplicationScoped
class SdkDocuments implements ClientDocuments {

  private static final String CREDENTIAL = "defaultCredentialGuid";

  @Inject ObjectMapper json;

  @Override
  public String of(WorkflowContent content) {
    String path = content.connection().qualifiedName();
    String connector = content.connection().connectorName();
    String epoch = path.substring(path.lastIndexOf('/') + 1);
    ArgoDocument document =
        ArgoDocument.fresh(content.name(), connector)
            .label("orchestration.atlan.com/sourceCategory", "database")
            .label("orchestration.atlan.com/default-" + connector + "-" + epoch, "true")
            .annotate("orchestration.atlan.com/allowSchedule", "true")
            .annotate("orchestration.atlan.com/name", "Postgres Assets")
            .annotate(
                "orchestration.atlan.com/atlanName",
                "atlan-" + connector + "-default-" + connector + "-" + epoch)
            .parameters(parameters(content))
            .clusterScope();
    return document.withSchedule(content.schedule()).toString();
  }

  private Map<String, JsonNode> parameters(WorkflowContent content) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    put(parameters, "extraction-method", content.extractionMethod().wire());
    boolean signsIn = content.credential().isPresent();
    content
        .settings()
        .offline()
        .ifPresent(
            files -> {
              put(parameters, OfflineLocation.BUCKET, files.bucket());
              put(parameters, OfflineLocation.PREFIX, files.prefix());
              files.region().ifPresent(name -> put(parameters, OfflineLocation.REGION, name));
            });
    if (signsIn) {
      put(parameters, "credential-guid", ArgoDocument.CREDENTIAL_PLACEHOLDER);
    }
    put(parameters, "include-filter", json.valueToTree(content.filter().include()).toString());
    put(parameters, "exclude-filter", json.valueToTree(content.filter().exclude()).toString());
    content.filter().tableRegex().ifPresent(regex -> put(parameters, "temp-table-regex", regex));
    content
        .settings()
        .parameters()
        .forEach(parameter -> put(parameters, parameter.name(), parameter.value()));
    put(parameters, "connection", entity(content.connection(), signsIn).toString());
    return parameters;
  }

  private static void put(Map<String, JsonNode> parameters, String name, String value) {
    parameters.put(name, TextNode.valueOf(value));
  }

  private ObjectNode entity(ConnectionRequest connection, boolean signsIn) {
    ObjectNode entity = json.createObjectNode().put("typeName", "Connection");
    ObjectNode attributes = entity.putObject("attributes");
    ConnectionEntity.put(attributes, connection);
    if (signsIn) {
      attributes.put(CREDENTIAL, ArgoDocument.CREDENTIAL_PLACEHOLDER);
    }
    attributes.set("adminUsers", json.valueToTree(connection.adminUsers()));
    return entity;
  }

  @Override
  public String withCredential(String document, UUID credentialGuid) {
    return ArgoDocument.stored(document).withCredential(credentialGuid).toString();
  }

  @Override
  public String withSchedule(String document, Optional<CronRule> schedule) {
    ArgoDocument before = ArgoDocument.stored(document);
    ArgoDocument after = ArgoDocument.stored(document).withSchedule(schedule);
    return after.root().equals(before.root()) ? document : after.toString();
  }

  @Override
  public String answer(Workflow workflow) {
    return WorkflowWire.answer(workflow).toString();
  }
}
