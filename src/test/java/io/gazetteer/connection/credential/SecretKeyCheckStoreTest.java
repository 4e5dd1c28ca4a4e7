package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.StoreResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StoreResource.class, restrictToAnnotatedClass = false)
class SecretKeyCheckStoreTest {

  private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @Inject SecretKeyStore store;
  @Inject SecretBox box;
  @Inject Jdbi jdbi;

  private String rows() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT cast(c AS text) FROM secret_key_check c")
                .mapTo(String.class)
                .one());
  }

  @Test
  void the_key_of_the_first_start_passes_again() {
    new SecretKeyCheck(box, store).check();
    assertThat(store.find()).isPresent();
  }

  @Test
  void another_key_refuses_the_start_and_changes_nothing() {
    String before = rows();
    SecretKeyCheck withOtherKey =
        new SecretKeyCheck(new SecretBox(() -> Optional.of(OTHER_KEY)), store);

    assertThatThrownBy(withOtherKey::check).hasMessageContaining("gazetteer.secrets.key");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void a_missing_key_refuses_the_start() {
    SecretKeyCheck withoutKey = new SecretKeyCheck(new SecretBox(Optional::empty), store);

    assertThatThrownBy(withoutKey::check).hasMessageContaining("GAZETTEER_SECRETS_KEY");
  }
}
