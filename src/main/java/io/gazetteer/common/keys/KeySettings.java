package io.gazetteer.common.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys come from. A key is 32 random bytes in base64, for example from {@code openssl
 * rand -base64 32}. If it is lost, all passwords must be entered again.
 */
@ConfigMapping(prefix = "gazetteer.secrets")
public interface KeySettings {

  /** The key that encrypts. Either this or {@link #keyFile} must be set, or nothing starts. */
  Optional<String> key();

  /**
   * A file with one key per line, except empty lines and those that start with {@code #}: the first
   * key encrypts, the others only decrypt. Read at each use, so that changes apply at once.
   */
  Optional<Path> keyFile();

  /** Earlier keys, which only decrypt. Empty: none. */
  Optional<List<String>> previousKeys();
}
