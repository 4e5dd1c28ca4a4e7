package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Updates a stored credential. */
@ApplicationScoped
public class UpdateCredential {

  @Inject Access access;
  @Inject CredentialRepository credentials;
  @Inject ReferenceCheck references;

  /**
   * Replaces a credential. Without a password in the request the stored one is kept if server and
   * user are unchanged; otherwise it must be entered again, so that it is never sent to another
   * server.
   *
   * @throws AppException CREDENTIAL_NOT_FOUND, CREDENTIAL_INVALID with every invalid field,
   *     CREDENTIAL_WITHOUT_SECRET
   */
  @Transactional
  public Credential update(UUID guid, CredentialRequest sent) {
    access.check(Action.WRITE_CONNECTION);
    references.check(sent);
    CredentialRequest request = sent.withSecret(CredentialSecrets.of(credentials, guid, sent));
    FieldErrors errors = new FieldErrors();
    TlsFields.check(request.values(), "", true, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    if (!credentials.update(guid, request)) {
      throw CredentialSecrets.notFound(guid);
    }
    return credentials.find(guid).orElseThrow();
  }
}
