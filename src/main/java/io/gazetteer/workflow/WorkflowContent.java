package io.gazetteer.workflow;

import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.workflow.schedule.CronRule;
import java.util.Optional;
import java.util.UUID;

/**
 * The validated definition of a workflow, whatever form it was sent in.
 *
 * @param credential a new credential to store; empty if none was sent
 * @param credentialGuid a stored credential that it names; empty if it names none
 * @param schedule empty = not scheduled
 * @param document JSON text of the document that a client sent, to be returned verbatim; if empty,
 *     {@link ClientDocuments#of} writes one
 */
public record WorkflowContent(
    String name,
    String namespace,
    String packageName,
    String templateName,
    ExtractionMethod extractionMethod,
    CrawlFilter filter,
    WorkflowSettings settings,
    ConnectionRequest connection,
    Optional<CredentialRequest> credential,
    Optional<UUID> credentialGuid,
    Optional<CronRule> schedule,
    Optional<String> document) {

  String runKind() {
    return DeleteConnectionPackage.kindOf(templateName);
  }

  @Override
  public String toString() {
    return "WorkflowContent[name=" + name + "]";
  }
}
