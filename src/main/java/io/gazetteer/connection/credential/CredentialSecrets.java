package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import java.util.UUID;

/** Decides when a stored secret may stand in for one that was not sent. */
final class CredentialSecrets {

  private CredentialSecrets() {}

  /**
   * The stored secret, for a request without one.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND; CREDENTIAL_WITHOUT_SECRET when the request leads to
   *     another server or user than the one that the secret was stored for
   */
  static ObjectNode of(CredentialStore credentials, UUID guid, CredentialRequest request) {
    Credential stored = credentials.find(guid).orElseThrow(() -> notFound(guid));
    boolean same =
        stored.host().equalsIgnoreCase(request.host())
            && stored.port() == request.port()
            && stored.authType().equals(request.authType())
            && stored.username().equals(request.username());
    if (!same) {
      throw new AppException(
          ConnectionError.CREDENTIAL_WITHOUT_SECRET,
          "Give the password again: host, port, user name or authType differ from the stored ones");
    }
    return credentials.secret(guid);
  }

  static AppException notFound(UUID guid) {
    return new AppException(ConnectionError.CREDENTIAL_NOT_FOUND, "There is no credential " + guid);
  }
}
