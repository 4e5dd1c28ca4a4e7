package io.gazetteer.connection.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads the latest version of secrets in Vault's key-value store, version 2. */
@ApplicationScoped
class VaultSecrets implements SecretReader {

  private static final int FORBIDDEN = 403;

  private final VaultHttp vault;
  private final VaultSignIn signIn;

  @Inject
  VaultSecrets(VaultHttp vault, VaultSignIn signIn) {
    this.vault = vault;
    this.signIn = signIn;
  }

  @Override
  public SecretReference.Scheme scheme() {
    return SecretReference.Scheme.VAULT;
  }

  @Override
  public boolean cached() {
    return true;
  }

  @Override
  public String read(SecretReference reference) {
    vault.address(reference);
    String token = signIn.token(reference);
    VaultHttp.Answer answer = vault.get(path(reference), token, reference);
    if (answer.status() == FORBIDDEN && signIn.forget(token)) {
      // It may have been revoked, or have a limited number of uses.
      answer = vault.get(path(reference), signIn.token(reference), reference);
    }
    if (answer.status() != 200) {
      throw refused(answer, reference);
    }
    JsonNode data = answer.body().at("/data/data");
    if (!data.isObject()) {
      throw ReferenceFailures.unresolved(
          reference, "is not in a key-value store of version 2. Check the version of its mount");
    }
    return ReferenceFailures.member(data, reference);
  }

  private static String path(SecretReference reference) {
    int slash = reference.place().indexOf('/');
    return reference.place().substring(0, slash) + "/data" + reference.place().substring(slash);
  }

  private static AppException refused(VaultHttp.Answer answer, SecretReference reference) {
    return switch (answer.status()) {
      case FORBIDDEN ->
          ReferenceFailures.unresolved(
              reference,
              ("cannot be read: Vault denies access (403). Usual causes: no policy of this"
                      + " service's token allows read on %s; the token has expired; the namespace is"
                      + " wrong")
                  .formatted(path(reference)));
      case 404 ->
          ReferenceFailures.unresolved(
              reference,
              answer.body().at("/data/metadata").isObject()
                  ? "was deleted: its latest version is gone from Vault. Write it again"
                  : "does not exist (404). Usual causes: a typo in mount or path; the mount is not"
                      + " a key-value store of version 2; the namespace is wrong");
      default -> VaultHttp.outOfOrder(answer.status(), reference);
    };
  }
}
