package io.gazetteer.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the first administrator signs in. With neither setting the first start makes secrets up. */
@ConfigMapping(prefix = "gazetteer.admin")
public interface AdminConfig {

  /**
   * API token of user {@code admin}; environment {@code GAZETTEER_ADMIN_TOKEN}. At least 16
   * characters without white space, otherwise the start is refused. A changed value revokes the one
   * before. Empty: no token from configuration.
   */
  Optional<String> token();

  /**
   * Password of user {@code admin} for the sign-in page; environment {@code
   * GAZETTEER_ADMIN_PASSWORD}. A changed value replaces the one before at the next start. Empty:
   * the stored password, if there is one, stays as it is.
   */
  Optional<String> password();
}
