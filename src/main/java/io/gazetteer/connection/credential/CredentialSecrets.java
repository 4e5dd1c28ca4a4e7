package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import java.util.Optional;
import java.util.UUID;

/** Decides when a stored secret may stand in for one that was not sent. */
final class CredentialSecrets {

  private CredentialSecrets() {}

  /**
   * The secret for a request: what it sends, and for the rest what is stored. A blank value takes
   * the stored one away.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND where neither is there; CREDENTIAL_WITHOUT_SECRET
   *     when the request needs a secret, brings none, and leads elsewhere than the stored one was
   *     for
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
   * The address in place of the host's counts too, as that is what is connected to, and the
   * endpoint for roles: it is sent the stored session token.
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
