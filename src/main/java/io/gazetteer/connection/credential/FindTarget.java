package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Finds the target of a credential. For background tasks: does not check access. */
@ApplicationScoped
public class FindTarget {

  @Inject CredentialRepository credentials;

  /**
   * Returns the target of a credential with its secret. Never store, log or send it.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND if there is no active one with that guid,
   *     SECRET_UNREADABLE if its secret cannot be decrypted, CREDENTIAL_INVALID with every unusable
   *     parameter
   */
  public ConnectionTarget byCredential(UUID guid) {
    Credential found = credentials.find(guid).orElseThrow(() -> CredentialSecrets.notFound(guid));
    return Targets.of(
            found.host(),
            found.port(),
            new SignInValues(
                found.authType(),
                found.username().orElse(""),
                found.extra(),
                credentials.secret(guid)))
        .withConnector(Targets.connector(found.connectorConfigName()));
  }
}
