package io.gazetteer.workflow;

import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.workflow.schedule.CronRule;
import java.util.Optional;
import java.util.UUID;

/**
 * A validated definition of a workflow, whatever form it was sent in.
 *
 * @param credential a new credential to store; empty if none was sent
 * @param credentialGuid the stored credential to use; empty if none is named
 * @param schedule empty = not scheduled
 * @param document JSON text that a client sent, to be returned verbatim; if empty, {@link
 *     ClientDocuments#of} writes one
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

  @Override
  public String toString() {
    return "WorkflowContent[name=" + name + "]";
  }
}
