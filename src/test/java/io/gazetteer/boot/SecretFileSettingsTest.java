package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.testing.SecretFiles;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileSettingsTest {

  @TempDir Path folder;

  private static SmallRyeConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder().withSources(SecretFileSettings.of(environment)).build();
  }

  @Test
  void a_variable_that_ends_in_file_names_the_file_with_the_secret() throws IOException {
    Path file = SecretFiles.write(folder.resolve("password"), "of the file\n");
    for (String name :
        new String[] {
          "quarkus.datasource.password",
          "gazetteer.admin.password",
          "gazetteer.admin.token",
          "quarkus.http.auth.session.encryption-key",
          "gazetteer.export.stores.objects.secret-access-key"
        }) {
      String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT) + "_FILE";
      assertThat(config(Map.of(variable, file.toString())).getValue(name, String.class))
          .as(variable)
          .isEqualTo("of the file");
    }
  }

  @Test
  void settings_that_are_files_themselves_are_left_alone() {
    Map<String, String> environment =
        Map.of(
            "GAZETTEER_SECRETS_KEY_FILE", "/nowhere",
            "GAZETTEER_SECRETS_VAULT_SERVICE_ACCOUNT_TOKEN_FILE", "/nowhere",
            "SOMETHING_PASSWORD_FILE", "/nowhere");
    assertThat(SecretFileSettings.of(environment).getPropertyNames()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_its_variable() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(
            () -> SecretFileSettings.of(Map.of("GAZETTEER_ADMIN_TOKEN_FILE", missing.toString())))
        .hasMessageContaining("GAZETTEER_ADMIN_TOKEN_FILE")
        .hasMessageContaining(missing.toString());
  }
}
