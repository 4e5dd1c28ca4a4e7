package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Changes a stored credential. */
@ApplicationScoped
public class UpdateCredential {

  @Inject Access access;
  @Inject CredentialRepository credentials;
  @Inject ReferenceCheck references;

  /**
   * Replaces what a credential says. Without a password in the request the stored one stays, as
   * long as server and user stay; otherwise it has to be given again, so that it never goes to
   * another server.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND, CREDENTIAL_INVALID with all faults,
   *     CREDENTIAL_WITHOUT_SECRET
   */
  @Transactional
  public Credential update(UUID guid, CredentialRequest sent) {
    access.check(Action.WRITE_CONNECTION);
    references.check(sent);
    CredentialRequest request = sent.withSecret(CredentialSecrets.of(credentials, guid, sent));
    Faults faults = new Faults();
    TlsFields.check(request.values(), "", true, faults);
    faults.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    if (!credentials.update(guid, request)) {
      throw CredentialSecrets.notFound(guid);
    }
    return credentials.find(guid).orElseThrow();
  }
}
