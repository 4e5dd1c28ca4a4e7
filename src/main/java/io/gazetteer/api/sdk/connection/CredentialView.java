package io.gazetteer.api.sdk.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.connection.credential.Credential;
import java.util.UUID;

/**
 * A credential as the SDKs read it; what is not known is omitted. There is no secret in it.
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
        JsonText.stored(credential.extra().json()));
  }
}
