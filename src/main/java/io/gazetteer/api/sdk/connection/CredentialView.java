package io.gazetteer.api.sdk.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.connection.credential.Credential;
import java.util.UUID;

/**
 * A credential as the SDKs read it; what is not known is left out. There is no secret in it.
 *
 * @param createdAt epoch milliseconds
 * @param updatedAt epoch milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialView(
    UUID id,
    String version,
    boolean isActive,
    long createdAt,
    long updatedAt,
    String createdBy,
    String tenantId,
    String name,
    String description,
    String host,
    int port,
    String authType,
    String connectorType,
    String connectorConfigName,
    String username,
    JsonNode extra) {

  private static final String EXTERNAL_ID = "aws_external_id";

  /** The view of a credential. */
  public static CredentialView of(Credential credential) {
    return new CredentialView(
        credential.guid(),
        Long.toString(credential.version()),
        true,
        credential.createdAt().toEpochMilli(),
        credential.updatedAt().toEpochMilli(),
        credential.createdBy(),
        "default",
        credential.name(),
        credential.description().orElse(null),
        credential.host(),
        credential.port(),
        credential.authType(),
        credential.connectorType().orElse(null),
        credential.connectorConfigName().orElse(null),
        credential.username().orElse(null),
        shown(credential.extra()));
  }

  /** Earlier versions kept the external id with what is not secret. */
  private static JsonNode shown(JsonNode extra) {
    return extra.has(EXTERNAL_ID) ? ((ObjectNode) extra.deepCopy()).without(EXTERNAL_ID) : extra;
  }
}
