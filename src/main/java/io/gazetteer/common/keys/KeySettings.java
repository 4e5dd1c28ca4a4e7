package io.gazetteer.common.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keys that encrypt stored credentials. A key is 32 random bytes in Base64, for example from {@code
 * openssl rand -base64 32}. If it is lost, all passwords must be entered again.
 */
@ConfigMapping(prefix = "gazetteer.secrets")
public interface KeySettings {

  /**
   * Key that encrypts and decrypts. Set either this or {@code key-file}. Empty = {@code key-file}.
   */
  Optional<String> key();

  /**
   * File with one key per line; empty lines and lines that begin with {@code #} are skipped. The
   * first key encrypts, the others only decrypt. It is read at each use, so changes apply at once.
   * Empty = with the embedded PostgreSQL, {@code secrets.key} in the data folder.
   */
  Optional<Path> keyFile();

  /** Earlier keys, which only decrypt, separated by commas. Empty = none. */
  Optional<List<String>> previousKeys();
}
