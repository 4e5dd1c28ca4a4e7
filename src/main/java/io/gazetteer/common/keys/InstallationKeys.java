package io.gazetteer.common.keys;

import io.gazetteer.common.AppException;
import io.gazetteer.common.OwnFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The configured keys, read at each use, so that no copy stays in memory. Thread-safe. */
@ApplicationScoped
public class InstallationKeys {

  private static final int KEY_BYTES = 32;
  private static final String KEY =
      "gazetteer.secrets.key (environment variable GAZETTEER_SECRETS_KEY)";
  private static final String FILE = "the file of gazetteer.secrets.key-file";
  private static final String PREVIOUS = "gazetteer.secrets.previous-keys";

  private final KeySettings settings;

  @Inject
  public InstallationKeys(KeySettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the key that encrypts.
   *
   * @throws AppException SECRET_KEY_INVALID when it or one of the others is missing or malformed
   */
  public InstallationKey current() {
    return all().get(0);
  }

  /**
   * Returns the key that encrypts, then those that only decrypt.
   *
   * @throws AppException SECRET_KEY_INVALID when the first is missing, or one is malformed
   */
  public List<InstallationKey> all() {
    Optional<String> key = settings.key().map(String::strip).filter(text -> !text.isEmpty());
    if (key.isPresent() && settings.keyFile().isPresent()) {
      throw invalid("gazetteer.secrets.key and gazetteer.secrets.key-file", "are both set");
    }
    List<InstallationKey> keys = new ArrayList<>();
    if (settings.keyFile().isPresent()) {
      lines(settings.keyFile().get()).forEach(line -> keys.add(read(line, FILE)));
    } else {
      keys.add(read(key.orElseThrow(() -> invalid(KEY, "is not set")), KEY));
    }
    settings
        .previousKeys()
        .orElse(List.of())
        .forEach(text -> keys.add(read(text.strip(), PREVIOUS)));
    return keys;
  }

  /** The key of that id; empty where it is not configured. */
  public Optional<InstallationKey> byId(String id) {
    return all().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private static List<String> lines(Path file) {
    List<String> lines;
    try {
      OwnFiles.secretFault(file)
          .ifPresent(
              fault -> {
                throw new AppException(KeyError.SECRET_KEY_INVALID, FILE + " " + fault);
              });
      lines =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (IOException unreadable) {
      throw new AppException(
          KeyError.SECRET_KEY_INVALID,
          "gazetteer.secrets.key-file cannot be read; check that it exists, is text, and that its"
              + " permissions let this service read it");
    }
    if (lines.isEmpty()) {
      throw invalid(FILE, "holds no key");
    }
    return lines;
  }

  private static InstallationKey read(String text, String from) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw invalid(from, "is not base64");
    }
    if (key.length != KEY_BYTES) {
      throw invalid(from, "holds " + key.length + " bytes");
    }
    return new InstallationKey(key);
  }

  private static AppException invalid(String from, String what) {
    return new AppException(
        KeyError.SECRET_KEY_INVALID,
        from
            + " "
            + what
            + ". Set one of gazetteer.secrets.key and gazetteer.secrets.key-file; a key is 32"
            + " random bytes in base64, for example from: openssl rand -base64 32");
  }
}
