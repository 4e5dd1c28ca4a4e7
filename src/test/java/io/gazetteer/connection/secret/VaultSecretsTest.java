package io.gazetteer.connection.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.SecretFiles;
import io.gazetteer.testing.SettableClock;
import io.gazetteer.testing.VaultFront;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSecretsTest {

  private static final String SHOP = "vault:kv/sources/shop#password";

  private final SettableClock clock = new SettableClock(Instant.now());
  private VaultFront vault;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    vault = VaultFront.start().write("sources/shop", "password", "marked-vault-password");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  private ResolveReferences with(String... settings) {
    Map<String, String> given = new HashMap<>();
    given.put("gazetteer.secrets.vault.address", vault.address().toString());
    given.put("gazetteer.secrets.vault.token", VaultFront.TOKEN);
    for (int i = 0; i < settings.length; i += 2) {
      given.put("gazetteer.secrets." + settings[i], settings[i + 1]);
    }
    return References.with(given, clock).resolve();
  }

  private ResolveReferences byRole(String secretId) throws IOException {
    Path file = SecretFiles.write(folder.resolve("secret-id"), secretId + "\n");
    return with(
        "vault.sign-in",
        "approle",
        "vault.role",
        VaultFront.ROLE_ID,
        "vault.secret-id-file",
        file.toString(),
        "references.cache-time",
        "0s");
  }

  private static String read(ResolveReferences references, String reference) {
    return references.read(SecretReference.parse(reference));
  }

  private static String fault(ResolveReferences references, String reference, ReferenceError code) {
    AppException fault =
        catchThrowableOfType(AppException.class, () -> read(references, reference));
    assertThat(fault).as("should not have been read").isNotNull();
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault).hasMessageContaining(reference).message().doesNotContain("marked");
    assertThat(fault).as("no text of Vault in the log").hasNoCause();
    return fault.getMessage();
  }

  @Test
  void a_secret_is_read_with_a_token_and_used_again_for_as_long_as_configured() {
    ResolveReferences references = with("references.cache-time", "30s", "vault.namespace", "team");

    assertThat(read(references, SHOP)).isEqualTo("marked-vault-password");
    vault.write("sources/shop", "password", "marked-new");
    clock.advance(Duration.ofSeconds(29));
    assertThat(read(references, SHOP)).isEqualTo("marked-vault-password");
    clock.advance(Duration.ofSeconds(1));
    assertThat(read(references, SHOP)).isEqualTo("marked-new");
    assertThat(vault.reads()).isEqualTo(2);
    assertThat(vault.namespaces()).containsOnly("team");
  }

  @Test
  void without_a_cache_or_after_forgetting_it_is_read_anew() {
    ResolveReferences uncached = with("references.cache-time", "0s");
    ResolveReferences cached = with();
    read(uncached, SHOP);
    read(cached, SHOP);
    vault.write("sources/shop", "password", "marked-new");

    assertThat(read(uncached, SHOP)).isEqualTo("marked-new");
    assertThat(read(cached, SHOP)).isEqualTo("marked-vault-password");
    cached.forget(SecretReference.parse(SHOP));
    assertThat(read(cached, SHOP)).isEqualTo("marked-new");
  }

  @Test
  void app_role_signs_in_once_until_shortly_before_its_token_ends() throws IOException {
    ResolveReferences references = byRole(VaultFront.SECRET_ID);

    read(references, SHOP);
    clock.advance(Duration.ofSeconds(539));
    read(references, SHOP);
    assertThat(vault.signIns()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    read(references, SHOP);
    assertThat(vault.signIns()).isEqualTo(2);
  }

  @Test
  void a_token_that_was_revoked_is_replaced_by_another_sign_in() throws IOException {
    ResolveReferences references = byRole(VaultFront.SECRET_ID);
    read(references, SHOP);
    vault.revokeTokens();

    assertThat(read(references, SHOP)).isEqualTo("marked-vault-password");
    assertThat(vault.signIns()).isEqualTo(2);
  }

  @Test
  void kubernetes_signs_in_with_the_token_of_the_services_account() throws IOException {
    Path file = SecretFiles.write(folder.resolve("jwt"), VaultFront.JWT);
    ResolveReferences references =
        with(
            "vault.sign-in",
            "kubernetes",
            "vault.role",
            VaultFront.ROLE_ID,
            "vault.service-account-token-file",
            file.toString());

    assertThat(read(references, SHOP)).isEqualTo("marked-vault-password");
  }

  @Test
  void a_refused_sign_in_names_the_usual_causes() throws IOException {
    assertThat(fault(byRole("marked-other"), SHOP, ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("auth/approle", "secret id has expired");
    Path file = SecretFiles.write(folder.resolve("jwt"), "marked-other");
    assertThat(
            fault(
                with(
                    "vault.sign-in",
                    "kubernetes",
                    "vault.role",
                    VaultFront.ROLE_ID,
                    "vault.service-account-token-file",
                    file.toString()),
                SHOP,
                ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("auth/kubernetes", "not bound to this service's account");
  }

  @Test
  void what_is_missing_deleted_forbidden_or_without_the_key_is_told() {
    ResolveReferences references = with();
    vault.write("sources/gone", "password", "marked");
    vault.delete("sources/gone");
    vault.write("sources/closed", "password", "marked");
    vault.forbid("sources/closed");

    assertThat(fault(references, "vault:kv/none#password", ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("does not exist (404)", "version 2");
    assertThat(
            fault(
                references,
                "vault:kv/sources/gone#password",
                ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("was deleted");
    assertThat(
            fault(
                references,
                "vault:kv/sources/closed#password",
                ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("allows read on kv/data/sources/closed");
    assertThat(
            fault(references, "vault:kv/sources/shop#pass", ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("no key of that name");
    assertThat(
            fault(
                with("vault.token", "marked-unknown"), SHOP, ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("the token has expired");
  }

  @Test
  void a_vault_that_is_sealed_silent_closed_or_not_configured_is_told() {
    ResolveReferences impatient = with("references.timeout", "200ms");
    vault.seal();
    assertThat(fault(with(), SHOP, ReferenceError.SECRET_STORE_UNAVAILABLE)).contains("sealed");
    vault.fallSilent();
    assertThat(fault(impatient, SHOP, ReferenceError.SECRET_STORE_UNAVAILABLE))
        .contains("did not answer within 200 ms");
    vault.close();
    assertThat(fault(with(), SHOP, ReferenceError.SECRET_STORE_UNAVAILABLE))
        .contains("nothing answers at Vault's address");
    assertThat(
            fault(
                References.with(Map.of(), clock).resolve(),
                SHOP,
                ReferenceError.REFERENCE_NOT_RESOLVED))
        .contains("gazetteer.secrets.vault.address");
  }
}
