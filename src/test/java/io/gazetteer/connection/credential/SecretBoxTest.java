package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
  private static final UUID OWNER = UUID.randomUUID();
  private static final byte[] SECRET = "open sesame".getBytes(StandardCharsets.UTF_8);

  private static SecretBox box(String key) {
    return new SecretBox(() -> Optional.ofNullable(key));
  }

  private static void assertUnreadable(Runnable opening) {
    assertThatThrownBy(opening::run)
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(ConnectionError.SECRET_UNREADABLE));
  }

  @Test
  void what_was_sealed_opens_again_and_looks_different_each_time() {
    byte[] sealed = box(KEY).seal(OWNER, "credential", SECRET);

    assertThat(box(KEY).open(OWNER, "credential", sealed)).isEqualTo(SECRET);
    assertThat(box(KEY).seal(OWNER, "credential", SECRET)).isNotEqualTo(sealed);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
  }

  @Test
  void another_row_purpose_key_or_changed_byte_does_not_open() {
    byte[] sealed = box(KEY).seal(OWNER, "credential", SECRET);
    byte[] changed = sealed.clone();
    changed[sealed.length - 1] ^= 1;

    assertUnreadable(() -> box(KEY).open(UUID.randomUUID(), "credential", sealed));
    assertUnreadable(() -> box(KEY).open(OWNER, "other", sealed));
    assertUnreadable(() -> box(OTHER_KEY).open(OWNER, "credential", sealed));
    assertUnreadable(() -> box(KEY).open(OWNER, "credential", changed));
    assertUnreadable(() -> box(KEY).open(OWNER, "credential", new byte[5]));
  }

  @Test
  void a_missing_or_malformed_key_is_refused_by_the_name_of_its_property() {
    for (String key : new String[] {null, " ", "not base64!", "c2hvcnQ="}) {
      assertThatThrownBy(() -> box(key).keyId())
          .isInstanceOf(AppException.class)
          .hasMessageContaining("gazetteer.secrets.key")
          .hasMessageContaining("GAZETTEER_SECRETS_KEY");
    }
  }
}
