package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import java.util.Optional;
import java.util.UUID;

/** Decides when a stored secret may be used for a request without one. */
final class CredentialSecrets {

  private CredentialSecrets() {}

  /**
   * Returns the secret for a request: the stored one, overwritten by what was sent. A blank value
   * removes a stored one.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND if there is neither; CREDENTIAL_WITHOUT_SECRET if the
   *     request needs a secret, has none, and goes to another server than the stored one
   */
  static ObjectNode of(CredentialRepository credentials, UUID guid, CredentialRequest request) {
    Optional<Credential> stored = credentials.find(guid);
    if (stored.isEmpty() && request.secret().isEmpty()) {
      throw notFound(guid);
    }
    ObjectNode secret = request.secret().objectNode();
    if (stored.isPresent() && leadsToTheSame(stored.get(), request)) {
      secret.setAll(credentials.secret(guid));
    } else if (AwsFields.lacksSecret(request.values())) {
      throw new AppException(
          ConnectionError.CREDENTIAL_WITHOUT_SECRET,
          "Enter the password again: host, port, hostaddr, user name or authType differ from the"
              + " stored ones");
    }
    secret.setAll(request.secret());
    secret.properties().removeIf(entry -> isBlank(entry.getValue()));
    return secret;
  }

  /**
   * Also compares the address to connect to, and the STS endpoint, which gets the stored session
   * token.
   */
  private static boolean leadsToTheSame(Credential stored, CredentialRequest request) {
    return stored.host().equalsIgnoreCase(request.host())
        && stored.port() == request.port()
        && ParameterFields.address(values(stored)).equals(ParameterFields.address(request.values()))
        && stored.authType().equals(request.authType())
        && stored.username().equals(request.username())
        && AwsFields.stsEndpoint(stored.extra()).equals(AwsFields.stsEndpoint(request.extra()));
  }

  private static SignInValues values(Credential stored) {
    return new SignInValues(
        stored.authType(),
        stored.username().orElse(""),
        stored.extra(),
        JsonNodeFactory.instance.objectNode());
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.textValue().isBlank());
  }

  static AppException notFound(UUID guid) {
    return new AppException(ConnectionError.CREDENTIAL_NOT_FOUND, "There is no credential " + guid);
  }
}
