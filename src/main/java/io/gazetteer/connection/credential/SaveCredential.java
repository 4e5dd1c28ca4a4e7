package io.gazetteer.connection.credential;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Stores a new credential as part of somebody else's transaction. It checks no access but that to
 * references: the use cases that call it have done so.
 */
@ApplicationScoped
public class SaveCredential {

  @Inject CredentialRepository credentials;
  @Inject ReferenceCheck references;

  /**
   * Stores a credential with its secret sealed.
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
