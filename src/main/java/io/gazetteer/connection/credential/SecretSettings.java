package io.gazetteer.connection.credential;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How secrets are kept. */
@ConfigMapping(prefix = "gazetteer.secrets")
interface SecretSettings {

  /**
   * The key that credentials are encrypted with: 32 random bytes in base64, for example from {@code
   * openssl rand -base64 32}. No default: without it the service does not start. Losing it means
   * that all passwords have to be entered again.
   */
  Optional<String> key();
}
