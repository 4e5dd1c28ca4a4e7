package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.secret.ReferenceRules;
import io.gazetteer.connection.secret.SecretReference;
import io.gazetteer.identity.Access;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Checks that the caller may use the references in a credential. */
@ApplicationScoped
class ReferenceCheck {

  @Inject Access access;
  @Inject ReferenceRules rules;

  /**
   * Returns the target of a credential in a request.
   *
   * @param secret its own secret, or combined with the stored one
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID as with {@link #check}
   */
  ConnectionTarget target(CredentialRequest sent, SecretMembers secret) {
    check(sent);
    return sent.uncheckedTarget(secret);
  }

  /**
   * Accepts a credential whose references the caller may use.
   *
   * @param sent as the caller sent it; stored references are not checked
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with every reference that is not
   *     allowed
   */
  void check(CredentialRequest sent) {
    Map<String, SecretReference> found = sent.values().references();
    if (found.isEmpty()) {
      return;
    }
    FieldErrors errors = new FieldErrors();
    boolean administrator = access.isAdministrator();
    found.forEach(
        (member, reference) ->
            rules
                .refusal(reference, administrator)
                .ifPresent(why -> errors.add(sent.path() + member, why)));
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
  }
}
