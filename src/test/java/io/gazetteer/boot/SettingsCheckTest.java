package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCheckTest {

  private static SmallRyeConfig config(Map<String, String> file, Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(file, "file", 260))
        .withSources(new EnvConfigSource(variables, 300))
        .build();
  }

  @Test
  void without_settings_nothing_is_wrong() throws Exception {
    assertThat(SettingsCheck.check(config(Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void one_message_names_each_wrong_setting_with_its_value_and_what_is_allowed() {
    SmallRyeConfig config =
        config(
            Map.of(
                "gazetteer.run.workers", "0",
                "gazetteer.search.query-timeout", "soon",
                "gazetteer.secrets.vault.sign-in", "badge",
                "gazetteer.source.denied-networks", "10.0.0.0/8,10.0.0.0/40",
                "gazetteer.data-dir", ""),
            Map.of(
                "GAZETTEER_SOURCE_LOCK_TIMEOUT", "1h",
                "GAZETTEER_PUBLISH_GZIP", "yes please",
                "GAZETTEER_CRAWL_ARCHIVE_LIMIT_PERCENT", "101",
                "GAZETTEER_HTTP_MAX_CONNECTIONS_PER_ADDRESS", "-1",
                "GAZETTEER_EXPORT_STORES_LAKE_PART_BYTES", "1"));

    assertThatThrownBy(() -> SettingsCheck.check(config))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("10 settings are wrong; nothing was started.")
        .hasMessageContainingAll(
            "gazetteer.run.workers (GAZETTEER_RUN_WORKERS) is 0 and must be a whole number, from 1"
                + " to 100",
            "gazetteer.search.query-timeout (GAZETTEER_SEARCH_QUERY_TIMEOUT) is soon and must be a"
                + " duration such as 500ms, 5s or 1h, from 100ms to 1h",
            "gazetteer.secrets.vault.sign-in (GAZETTEER_SECRETS_VAULT_SIGN_IN) is badge and must be"
                + " one of token, approle, kubernetes",
            "is 10.0.0.0/8,10.0.0.0/40 and must be a list of CIDR blocks",
            "gazetteer.data-dir (GAZETTEER_DATA_DIR) is empty and must be",
            "gazetteer.source.lock-timeout (GAZETTEER_SOURCE_LOCK_TIMEOUT) is 1h and must be a"
                + " duration such as 500ms, 5s or 1h, from 10ms to 1m",
            "gazetteer.publish.gzip (GAZETTEER_PUBLISH_GZIP) is yes please and must be true or"
                + " false",
            "is 101 and must be a whole number, from 0 to 100",
            "is -1 and must be a whole number, 0 or more",
            "gazetteer.export.stores.lake.part-bytes (GAZETTEER_EXPORT_STORES_LAKE_PART_BYTES) is 1"
                + " and must be a size such as 64K, 8M or 2G, from 5M to 512M");
  }

  @Test
  void a_misspelt_name_is_reported_with_the_nearest_known_one() {
    SmallRyeConfig config =
        config(
            Map.of(
                "gazetteer.search.concurency", "3",
                "%prod.gazetteer.run.worker", "3",
                "gazetteer.export.stores.lake.buket", "b",
                "gazetteer.something.else.altogether", "x"),
            Map.of());

    assertThatThrownBy(() -> SettingsCheck.check(config))
        .hasMessageContainingAll(
            "gazetteer.search.concurency is unknown; did you mean gazetteer.search.concurrency?",
            "gazetteer.run.worker is unknown; did you mean gazetteer.run.workers?",
            "gazetteer.export.stores.lake.buket is unknown; did you mean"
                + " gazetteer.export.stores.*.bucket?",
            "gazetteer.something.else.altogether is unknown");
  }

  @Test
  void a_misspelt_environment_variable_is_warned_of() throws Exception {
    SmallRyeConfig config =
        config(
            Map.of(),
            Map.of(
                "GAZETTEER_SEARCH_CONCURENCY", "3",
                "GAZETTEER_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "GAZETTEER_JAVA_OPTIONS", "-Xmx1g",
                "GAZETTEER_ADMIN_TOKEN_FILE", "/run/secrets/token"));

    assertThat(SettingsCheck.check(config))
        .containsExactly(
            "environment variable GAZETTEER_SEARCH_CONCURENCY is no setting; did you mean"
                + " GAZETTEER_SEARCH_CONCURRENCY?");
  }

  @Test
  void every_default_is_within_its_own_bounds() throws Exception {
    for (Class<?> mapping : Setting.MAPPINGS) {
      for (Setting setting : Setting.of(mapping).filter(each -> !each.isList()).toList()) {
        if (setting.defaultValue().isPresent()) {
          String name = setting.name().replace("*", "lake");
          String value = setting.defaultValue().get();
          assertThat(SettingsCheck.check(config(Map.of(name, value), Map.of()))).as(name).isEmpty();
        }
      }
    }
  }

  @Test
  void every_setting_can_be_an_environment_variable() throws Exception {
    for (Class<?> mapping : Setting.MAPPINGS) {
      for (Setting setting : Setting.of(mapping).toList()) {
        String variable = setting.environmentName().replace("*", "LAKE");
        SmallRyeConfig config = config(Map.of(), Map.of(variable, "given"));
        assertThat(config.getConfigValue(setting.name().replace("*", "lake")).getValue())
            .as(variable)
            .isEqualTo("given");
      }
    }
  }

  @Test
  void the_file_of_settings_is_checked_before_anything_starts(@TempDir Path home) throws Exception {
    Path file =
        Files.writeString(home.resolve("application.properties"), "gazetteer.run.workers=many\n");

    assertThatThrownBy(() -> BootConfig.read(file))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("gazetteer.run.workers (GAZETTEER_RUN_WORKERS) is many");
  }
}
