package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads credentials, never their secrets. */
@ApplicationScoped
public class FindCredentials {

  private static final int MAX_LIMIT = 500;

  @Inject Access access;
  @Inject CredentialRepository credentials;

  /**
   * Returns a credential.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND
   */
  public Credential byGuid(UUID guid) {
    access.check(Action.READ_CONNECTION);
    return credentials.find(guid).orElseThrow(() -> CredentialSecrets.notFound(guid));
  }

  /** Returns whether an active credential has that guid. */
  public boolean exists(UUID guid) {
    access.check(Action.READ_CONNECTION);
    return credentials.find(guid).isPresent();
  }

  /** Returns an active credential; empty if none has that guid. */
  public Optional<Credential> find(UUID guid) {
    access.check(Action.READ_CONNECTION);
    return credentials.find(guid);
  }

  /** Returns active credentials, oldest first, at most 500. */
  public List<Credential> list(CredentialQuery query) {
    access.check(Action.READ_CONNECTION);
    return credentials.list(
        query, Math.min(Math.max(query.limit(), 0), MAX_LIMIT), Math.max(query.offset(), 0));
  }
}
