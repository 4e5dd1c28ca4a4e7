package io.gazetteer.connection.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Files and variables of this service or its machine that no reference may name, whatever the
 * settings allow.
 */
@ApplicationScoped
class OwnFiles {

  private static final List<String> VARIABLES =
      List.of(
          """
          GAZETTEER QUARKUS SMALLRYE MP_ AWS_ VAULT_ JAVA_ JDK_ KUBERNETES_"""
              .split("\\s", -1));

  /** Settings that contain a path of this service. */
  private static final Pattern PATH_SETTING =
      Pattern.compile(
          "(?i)gazetteer[._].*(file|files|folder|dir)|quarkus[._](http[._]ssl|tls)[._].*|quarkus[._].*[._-]files?");

  private static final List<String> OF_THE_MACHINE =
      List.of(
          """
          /proc /sys /dev /etc/shadow /etc/gshadow /run/secrets/kubernetes.io
          /var/run/secrets/kubernetes.io /run/secrets/eks.amazonaws.com
          /var/run/secrets/eks.amazonaws.com config .env gazetteer-data"""
              .split("\\s", -1));

  private static final List<String> OF_THE_USER =
      List.of(".aws", ".ssh", ".kube", ".docker", ".pgpass", ".vault-token");

  /** Variables with which clouds and libraries name files with keys. */
  private static final List<String> PATH_VARIABLES =
      List.of(
          "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "PGPASSFILE", "KUBECONFIG");

  private final Config config;

  @Inject
  OwnFiles(Config config) {
    this.config = config;
  }

  boolean isOwnVariable(String name) {
    String plain = name.toUpperCase(Locale.ROOT);
    return VARIABLES.stream().anyMatch(plain::startsWith);
  }

  /**
   * Returns whether a file belongs to this service, or is in one of its folders.
   *
   * @param path absolute and normal; check the real path too
   */
  boolean holds(Path path) {
    return paths().stream()
        .anyMatch(own -> path.startsWith(own) || realOf(own).map(path::startsWith).orElse(false));
  }

  private static Optional<Path> realOf(Path own) {
    try {
      return Optional.of(own.toRealPath());
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private List<Path> paths() {
    List<String> texts = new ArrayList<>(OF_THE_MACHINE);
    String home = System.getProperty("user.home", "");
    if (!home.isBlank()) {
      OF_THE_USER.forEach(name -> texts.add(home + "/" + name));
    }
    PATH_VARIABLES.stream().map(System::getenv).filter(text -> text != null).forEach(texts::add);
    for (String name : config.getPropertyNames()) {
      if (PATH_SETTING.matcher(name).matches()) {
        config.getOptionalValue(name, String.class).ifPresent(texts::add);
      }
    }
    List<Path> paths = new ArrayList<>();
    for (String text : texts) {
      try {
        Path path = Path.of(text.strip()).toAbsolutePath().normalize();
        if (path.getNameCount() > 0 && !text.isBlank()) {
          paths.add(path);
        }
      } catch (InvalidPathException notAPath) {
        // Then no such file can exist.
      }
    }
    return paths;
  }
}
