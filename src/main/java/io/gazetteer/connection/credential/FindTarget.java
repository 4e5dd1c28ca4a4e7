package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Looks up where a credential leads. For work behind the scenes: it checks no access. */
@ApplicationScoped
public class FindTarget {

  @Inject CredentialRepository credentials;

  /**
   * The target of a credential, secret included. Never keep, print or send it.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND when there is none in use with that guid,
   *     SECRET_UNREADABLE when its secret does not open, CREDENTIAL_INVALID with every parameter
   *     that a connection cannot be made with
   */
  public ConnectionTarget byCredential(UUID guid) {
    Credential found =
        credentials
            .find(guid)
            .orElseThrow(
                () ->
                    new AppException(
                        ConnectionError.CREDENTIAL_NOT_FOUND, "There is no credential " + guid));
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
