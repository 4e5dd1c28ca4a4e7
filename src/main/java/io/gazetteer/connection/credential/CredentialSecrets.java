package io.gazetteer.connection.credential;

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
  static SecretMembers of(CredentialRepository credentials, UUID guid, CredentialRequest request) {
    Optional<Credential> stored = credentials.find(guid);
    if (stored.isEmpty() && request.secret().isEmpty()) {
      throw notFound(guid);
    }
    if (stored.isPresent() && leadsToTheSame(stored.get(), request)) {
      return request.secret().over(credentials.secret(guid));
    }
    if (AwsFields.lacksSecret(request.values())) {
      throw new AppException(
          ConnectionError.CREDENTIAL_WITHOUT_SECRET,
          "Enter the password again: host, port, hostaddr, user name or authType differ from the"
              + " stored ones");
    }
    return request.secret().over(SecretMembers.NONE);
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
        stored.authType(), stored.username().orElse(""), stored.extra(), SecretMembers.NONE);
  }

  static AppException notFound(UUID guid) {
    return new AppException(ConnectionError.CREDENTIAL_NOT_FOUND, "There is no credential " + guid);
  }
}
