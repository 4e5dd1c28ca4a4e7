package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Stores a credential without a workflow. */
@ApplicationScoped
public class CreateCredential {

  @Inject Access access;
  @Inject CredentialRepository credentials;
  @Inject TestConnection connections;
  @Inject ReferenceCheck references;

  /**
   * Stores a new credential.
   *
   * @param test true = only if a connection test succeeds
   * @throws AppException CREDENTIAL_INVALID with references that the caller may not use;
   *     CREDENTIAL_TEST_FAILED with the first step that failed
   */
  public Credential create(CredentialRequest request, boolean test) {
    Caller caller = access.check(Action.WRITE_CONNECTION);
    references.check(request);
    if (test) {
      connections
          .test(references.target(request, request.secret()))
          .failure()
          .ifPresent(
              message -> {
                throw new AppException(ConnectionError.CREDENTIAL_TEST_FAILED, message);
              });
    }
    UUID guid = UUID.randomUUID();
    credentials.insert(guid, request, caller.username());
    return credentials.find(guid).orElseThrow();
  }
}
