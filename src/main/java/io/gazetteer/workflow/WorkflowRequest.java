package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.workflow.schedule.CronRule;
import java.util.Optional;
import java.util.UUID;

/**
 * A definition as somebody sent it, read and found right.
 *
 * @param credential a new credential to store; empty when none was sent
 * @param credentialGuid a stored credential that it names; empty when it names none
 * @param schedule when it runs by itself; empty when only if asked
 * @param definition metadata and spec without payload, placeholders not yet replaced
 */
record WorkflowRequest(
    String name,
    String namespace,
    String packageName,
    String templateName,
    ExtractionMethod extractionMethod,
    CrawlFilter filter,
    ConnectionRequest connection,
    Optional<CredentialRequest> credential,
    Optional<UUID> credentialGuid,
    Optional<CronRule> schedule,
    ObjectNode definition) {}
