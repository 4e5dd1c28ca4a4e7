package io.gazetteer.connection.credential;

import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.secret.ReferenceRules;
import io.gazetteer.connection.secret.SecretReference;
import io.gazetteer.identity.Access;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Asks whether the caller may use the references that a credential was sent with. */
@ApplicationScoped
class ReferenceCheck {

  @Inject Access access;
  @Inject ReferenceRules rules;

  /**
   * Where a credential leads that was sent.
   *
   * @param secret its own, or with what is stored for it
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID as with {@link #check}
   */
  ConnectionTarget target(CredentialRequest sent, SecretMembers secret) {
    check(sent);
    return sent.uncheckedTarget(secret);
  }

  /**
   * Lets pass a credential without references, and one whose references the caller may use.
   *
   * @param sent as the caller sent it: what is stored already is not asked about
   * @throws io.gazetteer.common.AppException CREDENTIAL_INVALID with every reference that is not
   *     allowed
   */
  void check(CredentialRequest sent) {
    Map<String, SecretReference> found = sent.values().references();
    if (found.isEmpty()) {
      return;
    }
    Faults faults = new Faults();
    boolean administrator = access.isAdministrator();
    found.forEach(
        (member, reference) ->
            rules
                .refusal(reference, administrator)
                .ifPresent(why -> faults.add(sent.path() + member, why)));
    faults.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
  }
}
