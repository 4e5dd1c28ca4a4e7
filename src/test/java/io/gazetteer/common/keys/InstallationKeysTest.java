package io.gazetteer.common.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.Keys;
import io.gazetteer.testing.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeysTest {

  @TempDir Path folder;

  private static List<String> ids(InstallationKeys keys) {
    return keys.all().stream().map(InstallationKey::id).toList();
  }

  @Test
  void the_first_key_seals_and_the_others_are_found_by_their_ids() {
    InstallationKeys keys = Keys.of(Keys.CURRENT, Keys.PREVIOUS);

    assertThat(keys.current().id()).isEqualTo(ids(Keys.of(Keys.CURRENT)).get(0));
    assertThat(ids(keys)).hasSize(2).doesNotHaveDuplicates();
    assertThat(keys.byId(ids(keys).get(1))).isPresent();
    assertThat(keys.byId(ids(Keys.of(Keys.UNKNOWN)).get(0))).isEmpty();
  }

  @Test
  void a_file_holds_a_key_a_line_and_counts_as_soon_as_it_is_changed() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Keys.PREVIOUS + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(Keys.of(file)::all)
        .hasMessageContaining("gazetteer.secrets.key-file can be read by other users")
        .hasMessageContaining("chmod 600 " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    InstallationKeys keys = Keys.of(file);
    assertThat(ids(keys)).isEqualTo(ids(Keys.of(Keys.PREVIOUS)));

    Files.writeString(file, "# new\n" + Keys.CURRENT + "\n\n" + Keys.PREVIOUS + "\n");
    assertThat(ids(keys)).isEqualTo(ids(Keys.of(Keys.CURRENT, Keys.PREVIOUS)));
  }

  @Test
  void a_missing_or_malformed_key_is_refused_by_the_name_of_its_property() {
    for (String key : new String[] {null, " ", "not base64!", "c2hvcnQ="}) {
      assertThatThrownBy(() -> Keys.of(key).current())
          .isInstanceOf(AppException.class)
          .hasFieldOrPropertyWithValue("code", KeyError.SECRET_KEY_INVALID)
          .hasMessageContaining("gazetteer.secrets.key")
          .hasMessageContaining("GAZETTEER_SECRETS_KEY")
          .message()
          .doesNotContain("c2hvcnQ");
    }
    assertThatThrownBy(() -> Keys.of(Keys.CURRENT, "c2hvcnQ=").all())
        .hasMessageContaining("gazetteer.secrets.previous-keys holds 5 bytes");
  }

  @Test
  void a_file_that_is_missing_empty_or_beside_a_key_is_refused() throws IOException {
    Path empty = SecretFiles.write(folder.resolve("empty"), "");

    assertThatThrownBy(() -> Keys.of(folder.resolve("nowhere")).current())
        .hasMessageContaining("gazetteer.secrets.key-file cannot be read");
    assertThatThrownBy(() -> Keys.of(empty).current())
        .hasMessageContaining("gazetteer.secrets.key-file holds no key");
    assertThatThrownBy(
            () -> Keys.of(Optional.of(Keys.CURRENT), Optional.of(empty), List.of()).current())
        .hasMessageContaining("are both set");
  }

  @Test
  void no_key_is_printed() {
    assertThat(Keys.of(Keys.CURRENT).current())
        .hasToString("InstallationKey[" + ids(Keys.of(Keys.CURRENT)).get(0) + "]");
  }
}
