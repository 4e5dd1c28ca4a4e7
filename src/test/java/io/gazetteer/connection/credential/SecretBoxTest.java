package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.testing.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

  private static final UUID OWNER = UUID.randomUUID();
  private static final String FIELD = "credential";
  private static final byte[] SECRET = "open sesame".getBytes(StandardCharsets.UTF_8);

  private static final String OLD_SEAL = "S2S81NWA9M9IxcvNWddm+wkRiqlYInbXFVagZXGWh+Zn5dhnuHx+";

  private static SecretBox box(String key, String... previous) {
    return new SecretBox(Keys.of(key, previous));
  }

  private static void assertUnreadable(Runnable opening) {
    assertThatThrownBy(opening::run)
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(ConnectionError.SECRET_UNREADABLE));
  }

  private static byte[] dataKey(SealedSecret sealed) {
    return sealed.dataKey().orElseThrow();
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  @Test
  void what_was_sealed_opens_again_and_looks_different_each_time() {
    SealedSecret sealed = box(Keys.CURRENT).seal(OWNER, FIELD, SECRET);
    SealedSecret again = box(Keys.CURRENT).seal(OWNER, FIELD, SECRET);

    assertThat(box(Keys.CURRENT).open(OWNER, FIELD, sealed)).isEqualTo(SECRET);
    assertThat(again.text()).isNotEqualTo(sealed.text());
    assertThat(dataKey(again)).isNotEqualTo(dataKey(sealed));
    assertThat(new String(sealed.text(), StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
  }

  @Test
  void another_row_field_key_or_changed_byte_does_not_open() {
    SecretBox box = box(Keys.CURRENT);
    SealedSecret sealed = box.seal(OWNER, FIELD, SECRET);
    SealedSecret elsewhere = box.seal(UUID.randomUUID(), FIELD, SECRET);

    assertUnreadable(() -> box.open(UUID.randomUUID(), FIELD, sealed));
    assertUnreadable(() -> box.open(OWNER, "other", sealed));
    assertUnreadable(() -> box(Keys.PREVIOUS).open(OWNER, FIELD, sealed));
    for (SealedSecret changed :
        new SealedSecret[] {
          new SealedSecret(sealed.keyId(), dataKey(sealed), flipped(sealed.text())),
          new SealedSecret(sealed.keyId(), flipped(dataKey(sealed)), sealed.text()),
          new SealedSecret(sealed.keyId(), dataKey(elsewhere), sealed.text()),
          new SealedSecret(sealed.keyId(), dataKey(sealed), elsewhere.text()),
          new SealedSecret(sealed.keyId(), null, sealed.text()),
          new SealedSecret(sealed.keyId(), dataKey(sealed), new byte[5])
        }) {
      assertUnreadable(() -> box.open(OWNER, FIELD, changed));
    }
  }

  @Test
  void a_data_key_is_bound_to_its_row_even_where_the_secret_goes_with_it() {
    SecretBox box = box(Keys.CURRENT);
    SealedSecret sealed = box.seal(OWNER, FIELD, SECRET);

    assertThatThrownBy(
            () ->
                AesGcm.open(
                    Keys.of(Keys.CURRENT).current().aes(),
                    "data-key:%s:%s:%s".formatted(sealed.keyId(), UUID.randomUUID(), FIELD),
                    dataKey(sealed)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void rewrapping_changes_the_data_keys_seal_and_leaves_the_secret_as_it_lies() {
    SealedSecret before = box(Keys.PREVIOUS).seal(OWNER, FIELD, SECRET);

    SealedSecret after = box(Keys.CURRENT, Keys.PREVIOUS).rewrap(OWNER, FIELD, before);

    assertThat(after.keyId()).isNotEqualTo(before.keyId());
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(dataKey(after)).isNotEqualTo(dataKey(before));
    assertThat(box(Keys.CURRENT).open(OWNER, FIELD, after)).isEqualTo(SECRET);
    assertUnreadable(() -> box(Keys.PREVIOUS).open(OWNER, FIELD, after));
  }

  /** Sealed by the first version of the program, with {@link Keys#CURRENT}. */
  @Test
  void what_earlier_versions_sealed_opens_and_is_sealed_anew() {
    UUID owner = UUID.fromString("11111111-2222-3333-4444-555555555555");
    SealedSecret old =
        new SealedSecret(
            Keys.of(Keys.CURRENT).current().id(), null, Base64.getDecoder().decode(OLD_SEAL));

    assertThat(box(Keys.CURRENT).open(owner, FIELD, old)).isEqualTo(SECRET);
    SealedSecret anew = box(Keys.PREVIOUS, Keys.CURRENT).rewrap(owner, FIELD, old);
    assertThat(anew.dataKey()).isPresent();
    assertThat(box(Keys.PREVIOUS).open(owner, FIELD, anew)).isEqualTo(SECRET);
  }

  @Test
  void a_fingerprint_is_told_by_earlier_keys_too() {
    String before = box(Keys.PREVIOUS).fingerprints("text").get(0);

    assertThat(box(Keys.CURRENT, Keys.PREVIOUS).fingerprints("text")).hasSize(2).contains(before);
    assertThat(box(Keys.CURRENT, Keys.PREVIOUS).fingerprints("other")).doesNotContain(before);
  }
}
