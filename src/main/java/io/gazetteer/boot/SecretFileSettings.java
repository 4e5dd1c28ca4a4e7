package io.gazetteer.boot;

import io.gazetteer.common.OwnFiles;
import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Settings that are secrets, read from files: {@code X_FILE} names the file that holds setting
 * {@code X}, as container platforms provide secrets. A variable would be visible to everyone who
 * may inspect the container.
 */
public final class SecretFileSettings implements ConfigSourceProvider {

  /** Below the environment, so that {@code X} itself counts more. */
  private static final int ORDINAL = 299;

  static final Pattern NAME =
      Pattern.compile(
          "((?:GAZETTEER|QUARKUS)_\\w*(?:PASSWORD|_TOKEN|SECRET_ACCESS_KEY|ENCRYPTION_KEY))_FILE");

  /** Settings of their own, which the service reads each time. */
  static final String VAULT = "GAZETTEER_SECRETS_VAULT_";

  @Override
  public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
    return List.of(of(System.getenv()));
  }

  /**
   * Returns the settings of an environment.
   *
   * @throws IllegalStateException if a file cannot be read, or other users may change it
   */
  static ConfigSource of(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (name, file) -> {
          var matcher = NAME.matcher(name);
          if (matcher.matches() && !name.startsWith(VAULT) && !file.isBlank()) {
            settings.put(matcher.group(1), read(name, Path.of(file)));
          }
        });
    return new EnvConfigSource(settings, ORDINAL);
  }

  private static String read(String name, Path file) {
    try {
      Optional<String> fault = OwnFiles.secretFault(file);
      if (fault.isPresent()) {
        throw new IllegalStateException("the file of " + name + " " + fault.get());
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new IllegalStateException(
          "the file of %s, %s, cannot be read. Is it mounted, and may user %s read it?"
              .formatted(name, file, System.getProperty("user.name")),
          failure);
    }
  }
}
