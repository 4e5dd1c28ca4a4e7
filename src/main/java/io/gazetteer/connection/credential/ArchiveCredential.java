package io.gazetteer.connection.credential;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Archives a credential. */
@ApplicationScoped
public class ArchiveCredential {

  @Inject Access access;
  @Inject CredentialRepository credentials;

  /**
   * Archives a credential and destroys its secret. Workflows that use it fail from then on.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_NOT_FOUND, also the second time
   */
  @Transactional
  public void archive(UUID guid) {
    access.check(Action.WRITE_CONNECTION);
    if (!credentials.archive(guid)) {
      throw CredentialSecrets.notFound(guid);
    }
  }
}
