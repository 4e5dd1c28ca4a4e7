package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.testing.Keys;
import io.gazetteer.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretKeyCheckStoreTest {

  private final Jdbi jdbi = StoreDatabase.create().jdbi();
  private final SecretRows rows = new SecretRows(jdbi, new ObjectMapper());

  private SecretKeyCheck with(InstallationKeys keys) {
    return new SecretKeyCheck(keys, new SecretKeyStore(jdbi), rows);
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
            .seal(guid, CredentialStore.FIELD, "{}".getBytes(StandardCharsets.UTF_8));
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "INSERT INTO credential (guid, name, host, port, auth_type, created_at, created_by,"
                  + " updated_at) VALUES (?, 'n', 'h', 1, 'basic', now(), 'a', now())",
              guid);
          rows.write(handle, guid, sealed);
        });
  }

  @BeforeEach
  void start_for_the_first_time() {
    with(Keys.of(Keys.CURRENT)).check();
  }

  @Test
  void the_key_of_the_first_start_passes_again_and_changes_nothing() {
    List<String> before = everything();

    with(Keys.of(Keys.CURRENT)).check();
    assertThat(everything()).isEqualTo(before).hasSize(1);
  }

  @Test
  void another_key_refuses_the_start_and_changes_nothing() {
    List<String> before = everything();

    assertThatThrownBy(with(Keys.of(Keys.UNKNOWN))::check)
        .hasMessageContaining("gazetteer.secrets.key")
        .hasMessageContaining("encrypted with key " + Keys.of(Keys.CURRENT).current().id())
        .hasMessageContaining("nothing was changed");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_new_key_starts_together_with_the_earlier_one() {
    assertThatCode(with(Keys.of(Keys.UNKNOWN, Keys.CURRENT))::check).doesNotThrowAnyException();
  }

  @Test
  void a_key_that_only_some_secrets_still_need_must_not_be_missing() {
    storeSecret(Keys.PREVIOUS);
    List<String> before = everything();

    assertThatThrownBy(with(Keys.of(Keys.CURRENT))::check)
        .hasMessageContaining("still encrypted with key " + Keys.of(Keys.PREVIOUS).current().id())
        .hasMessageContaining("gazetteer.secrets.previous-keys");
    assertThatCode(with(Keys.of(Keys.CURRENT, Keys.PREVIOUS))::check).doesNotThrowAnyException();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_missing_key_refuses_the_start() {
    assertThatThrownBy(with(Keys.of((String) null))::check)
        .hasMessageContaining("GAZETTEER_SECRETS_KEY");
  }
}
