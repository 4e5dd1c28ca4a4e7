package io.gazetteer.boot;

import io.gazetteer.common.DataSettings;
import io.gazetteer.common.MappedSettings;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The few settings that must be known before the service starts. They are read from the places that
 * Quarkus reads later: system properties, environment, {@code .env}, {@code
 * config/application.properties}, and the program's own {@code application.properties}.
 */
final class BootConfig {

  /** Ordinal that Quarkus gives to the file beside the program. */
  private static final int FILE_ORDINAL = 260;

  /** Ordinal that Quarkus gives to the settings in the program. */
  static final int PROGRAM_ORDINAL = 250;

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
            .addSystemSources()
            .withSources(new DotEnvConfigSourceProvider())
            .withSources(ofProgram());
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
            "the settings in " + file + " cannot be read. Check its permissions", failure);
      }
    }
    SmallRyeConfig config = builder.build();
    SettingsCheck.check(config).forEach(warning -> Console.problem("WARNING: " + warning));
    return new BootConfig(config);
  }

  /**
   * Read as a stream: the library would open the whole jar as a file system, a third of a second.
   */
  private static ConfigSource ofProgram() {
    Properties settings = new Properties();
    try (InputStream file = BootConfig.class.getResourceAsStream("/application.properties")) {
      settings.load(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("the program's own settings cannot be read", failure);
    }
    return new PropertiesConfigSource(settings, "application.properties", PROGRAM_ORDINAL);
  }

  SmallRyeConfig config() {
    return config;
  }

  /** Whether an external catalog database is configured, so that nothing embedded starts. */
  boolean hasOutsideStore() {
    return text("quarkus.datasource.jdbc.url").isPresent();
  }

  /** Whether the sample source starts: by default only with the embedded catalog database. */
  boolean wantsDemo() {
    return MappedSettings.of(config, DemoSettings.class).demo().orElse(!hasOutsideStore());
  }

  /** Folder of the embedded catalog database, keys and local objects. */
  Path dataFolder() {
    return MappedSettings.of(config, DataSettings.class).dataDir();
  }

  /** A setting's text; empty where it is missing or blank. */
  Optional<String> text(String name) {
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }
}
