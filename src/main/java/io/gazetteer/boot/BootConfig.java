package io.gazetteer.boot;

import io.gazetteer.common.DataSettings;
import io.gazetteer.common.MappedSettings;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The few settings that must be known before the service starts. They are read from the places that
 * Quarkus reads later: system properties, environment, {@code .env}, {@code
 * config/application.properties}.
 */
final class BootConfig {

  /** Ordinal that Quarkus gives to the file beside the program. */
  private static final int FILE_ORDINAL = 260;

  private final SmallRyeConfig config;

  private BootConfig(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads and checks the settings.
   *
   * @throws StartRefusedException if the file exists and cannot be read, or a setting is wrong
   */
  static BootConfig read() throws StartRefusedException {
    return read(Path.of("config", "application.properties"));
  }

  static BootConfig read(Path file) throws StartRefusedException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withProfile("prod")
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .addDefaultSources()
            .withSources(new DotEnvConfigSourceProvider());
    try {
      builder.withSources(SecretFileSettings.of(System.getenv()));
    } catch (IllegalStateException unreadable) {
      throw new StartRefusedException(unreadable.getMessage(), unreadable);
    }
    SettingsFileCheck.check(file);
    SettingsFileCheck.check(Path.of(".env"));
    if (Files.isRegularFile(file)) {
      try {
        builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), FILE_ORDINAL));
      } catch (IOException failure) {
        throw new StartRefusedException(
            "the settings in " + file + " cannot be read; see to its rights", failure);
      }
    }
    SmallRyeConfig config = builder.build();
    SettingsCheck.check(config).forEach(warning -> Console.problem("WARNING: " + warning));
    return new BootConfig(config);
  }

  /** All of them. */
  SmallRyeConfig config() {
    return config;
  }

  /** Whether an outside store is named, so that nothing embedded may start. */
  boolean hasOutsideStore() {
    return text("quarkus.datasource.jdbc.url").isPresent();
  }

  /** Whether the sample source is wanted: by default only together with the embedded store. */
  boolean wantsDemo() {
    return MappedSettings.of(config, DemoSettings.class).demo().orElse(!hasOutsideStore());
  }

  /** Folder of the embedded store, keys and local objects. */
  Path dataFolder() {
    return MappedSettings.of(config, DataSettings.class).dataDir();
  }

  /** A setting's text; empty where it is missing or blank. */
  Optional<String> text(String name) {
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }
}
