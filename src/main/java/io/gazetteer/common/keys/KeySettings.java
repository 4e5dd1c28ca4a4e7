package io.gazetteer.common.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys come from. A key is 32 random bytes in base64, for example from {@code openssl
 * rand -base64 32}. Losing it means that all passwords have to be entered again.
 */
@ConfigMapping(prefix = "gazetteer.secrets")
public interface KeySettings {

  /** The key that seals. Either this or {@link #keyFile} must be set, or nothing starts. */
  Optional<String> key();

  /**
   * A file with one key a line, empty lines and those that begin with {@code #} left out: the first
   * seals, all others only open what was sealed with them. Read at each use, so that a changed file
   * counts at once.
   */
  Optional<Path> keyFile();

  /** Keys that only open what was sealed with them earlier. Empty: none. */
  Optional<List<String>> previousKeys();
}
