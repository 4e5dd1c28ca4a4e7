package io.gazetteer.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Credentials of the first administrator. Without them the first start generates both. */
@ConfigMapping(prefix = "gazetteer.admin")
public interface AdminSettings {

  /**
   * API token of user {@code admin}: at least 16 characters without white space. A changed value
   * revokes the earlier token. Empty = no token from the settings.
   */
  Optional<String> token();

  /**
   * Password of user {@code admin}. A changed value replaces the earlier password at the next
   * start. Empty = the stored password is kept.
   */
  Optional<String> password();
}
