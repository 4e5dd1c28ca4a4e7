package io.gazetteer.connection.credential;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Stores a new credential in the caller's transaction. Checks only references, not access: its
 * callers have done so.
 */
@ApplicationScoped
public class SaveCredential {

  @Inject CredentialRepository credentials;
  @Inject ReferenceCheck references;

  /**
   * Stores a credential with its secret encrypted.
   *
   * @return its new guid
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with references that the caller may
   *     not use
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID save(CredentialRequest request, Caller caller) {
    references.check(request);
    UUID guid = UUID.randomUUID();
    credentials.insert(guid, request, caller.username());
    return guid;
  }
}
