package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.testing.Keys;
import io.gazetteer.testing.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Each test empties the tables in a transaction that is rolled back. */
@ServiceTest
class SecretKeyCheckStoreTest {

  @Inject KeyMarkerRepository markers;
  @Inject SealedSecretRepository rows;
  @Inject Jdbi jdbi;

  private SecretKeyCheck with(InstallationKeys keys) {
    return new SecretKeyCheck(keys, markers, rows);
  }

  private List<String> everything() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT cast(c AS text) FROM secret_key_check c UNION ALL"
                        + " SELECT cast(c AS text) FROM credential c ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  private void storeSecret(String key) {
    UUID guid = UUID.randomUUID();
    SealedSecret sealed =
        new SecretBox(Keys.of(key))
            .seal(guid, CredentialRepository.FIELD, "{}".getBytes(StandardCharsets.UTF_8));
    jdbi.useHandle(handle -> SealedRows.insert(handle, guid, "{}", sealed));
  }

  private void afterFirstStart(Runnable test) {
    QuarkusTransaction.begin();
    try {
      jdbi.useHandle(
          handle -> {
            handle.execute("UPDATE connection SET default_credential_guid = NULL");
            handle.execute("UPDATE workflow SET credential_guid = NULL");
            handle.execute("DELETE FROM credential");
            handle.execute("DELETE FROM secret_key_check");
          });
      with(Keys.of(Keys.CURRENT)).check();
      test.run();
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void the_key_of_the_first_start_passes_again_and_changes_nothing() {
    afterFirstStart(
        () -> {
          List<String> before = everything();

          with(Keys.of(Keys.CURRENT)).check();
          assertThat(everything()).isEqualTo(before).hasSize(1);
        });
  }

  @Test
  void another_key_refuses_the_start_and_changes_nothing() {
    afterFirstStart(
        () -> {
          List<String> before = everything();

          assertThatThrownBy(with(Keys.of(Keys.UNKNOWN))::check)
              .hasMessageContaining("gazetteer.secrets.key")
              .hasMessageContaining("encrypted with key " + Keys.of(Keys.CURRENT).current().id())
              .hasMessageContaining("nothing was changed");
          assertThat(everything()).isEqualTo(before);
        });
  }

  @Test
  void a_new_key_starts_together_with_the_earlier_one() {
    afterFirstStart(
        () -> {
          assertThatCode(with(Keys.of(Keys.UNKNOWN, Keys.CURRENT))::check)
              .doesNotThrowAnyException();
        });
  }

  @Test
  void a_key_that_only_some_secrets_still_need_must_not_be_missing() {
    afterFirstStart(
        () -> {
          storeSecret(Keys.PREVIOUS);
          List<String> before = everything();

          assertThatThrownBy(with(Keys.of(Keys.CURRENT))::check)
              .hasMessageContaining(
                  "still encrypted with key " + Keys.of(Keys.PREVIOUS).current().id())
              .hasMessageContaining("gazetteer.secrets.previous-keys");
          assertThatCode(with(Keys.of(Keys.CURRENT, Keys.PREVIOUS))::check)
              .doesNotThrowAnyException();
          assertThat(everything()).isEqualTo(before);
        });
  }

  @Test
  void a_missing_key_refuses_the_start() {
    afterFirstStart(
        () -> {
          assertThatThrownBy(with(Keys.of((String) null))::check)
              .hasMessageContaining("GAZETTEER_SECRETS_KEY");
        });
  }
}
