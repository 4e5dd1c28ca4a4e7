package io.gazetteer.connection.credential;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Stores a new credential as part of somebody else's transaction. It checks no access: the use
 * cases that call it have done so.
 */
@ApplicationScoped
public class SaveCredential {

  @Inject CredentialStore credentials;

  /**
   * Stores a credential with its secret sealed.
   *
   * @return its new guid
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID save(CredentialRequest request, Caller caller) {
    UUID guid = UUID.randomUUID();
    credentials.insert(guid, request, caller.username());
    return guid;
  }
}
