package io.gazetteer.connection.credential;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.DatabaseTree;
import io.gazetteer.connection.preflight.ListSchemas;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.source.Selection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Tests a server and lists its schemas before it is crawled. Stores and changes nothing. */
@ApplicationScoped
public class ExamineSource {

  @Inject Access access;
  @Inject CredentialRepository credentials;
  @Inject FindTarget findTarget;
  @Inject TestConnection testConnection;
  @Inject ListSchemas listSchemas;
  @Inject ReferenceCheck references;

  /**
   * Tests a credential from a request, for a crawl with these filters.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with references that the caller may
   *     not use
   */
  public ConnectionReport test(CredentialRequest sent, Selection selection) {
    access.check(Action.TEST_CONNECTION);
    return testConnection.test(references.target(sent, sent.secret()), selection);
  }

  /**
   * Tests a credential from a request with the secret of a stored one. The stored secret is used
   * only for its own server, port and user, so that it cannot be sent elsewhere.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with references that the caller may
   *     not use, CREDENTIAL_NOT_FOUND when {@code stored} names none, CREDENTIAL_WITHOUT_SECRET
   *     when neither holds a usable secret
   */
  public ConnectionReport test(CredentialRequest sent, UUID stored) {
    access.check(Action.TEST_CONNECTION);
    SecretMembers secret = CredentialSecrets.of(credentials, stored, sent);
    return testConnection.test(references.target(sent, secret), Selection.ALL);
  }

  /**
   * Tests a stored credential, for a crawl with these filters.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_NOT_FOUND, SECRET_UNREADABLE
   */
  public ConnectionReport test(UUID stored, Selection selection) {
    access.check(Action.TEST_CONNECTION);
    return testConnection.test(findTarget.byCredential(stored), selection);
  }

  /**
   * Lists databases and schemas with a credential from a request.
   *
   * @param inside databases whose schemas are listed; empty = the one of the credential, or else
   *     all
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with references that the caller may
   *     not use, a SourceError if nothing can be listed
   */
  public List<DatabaseTree> list(
      CredentialRequest sent, Selection selection, Optional<Predicate<String>> inside) {
    access.check(Action.TEST_CONNECTION);
    return listSchemas.list(references.target(sent, sent.secret()), selection, inside);
  }

  /**
   * Lists databases and schemas with a stored credential.
   *
   * @throws io.gazetteer.common.AppException CREDENTIAL_NOT_FOUND, SECRET_UNREADABLE, a SourceError
   *     if nothing can be listed
   */
  public List<DatabaseTree> list(
      UUID stored, Selection selection, Optional<Predicate<String>> inside) {
    access.check(Action.TEST_CONNECTION);
    ConnectionTarget target = findTarget.byCredential(stored);
    return listSchemas.list(target, selection, inside);
  }
}
