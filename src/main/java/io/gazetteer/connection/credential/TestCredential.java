package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tests a credential, sent or stored. */
@ApplicationScoped
public class TestCredential {

  @Inject Access access;
  @Inject CredentialStore credentials;
  @Inject TestConnection connections;
  @Inject ReferenceCheck references;

  /**
   * Tests where a credential leads. Its stored secret is used only for the server, port and user
   * that it was stored for, so that nobody can have it sent elsewhere.
   *
   * @param stored the credential whose secret is used for what the request does not hold; empty =
   *     use what the request holds
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with references that the caller may
   *     not use, CREDENTIAL_NOT_FOUND when {@code stored} names none, CREDENTIAL_WITHOUT_SECRET
   *     when neither holds a usable secret
   */
  public ConnectionReport test(CredentialRequest request, Optional<UUID> stored) {
    access.check(Action.TEST_CONNECTION);
    ObjectNode secret = request.secret();
    if (stored.isPresent()) {
      secret = CredentialSecrets.of(credentials, stored.get(), request);
    }
    return connections.test(references.target(request, secret));
  }
}
