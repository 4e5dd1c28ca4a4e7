package io.gazetteer.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Optional;
import java.util.Set;

/**
 * An enabled user, as authentication sees it.
 *
 * @param id guid
 * @param username as stored
 * @param passwordHash bcrypt; empty = cannot sign in with a password
 * @param roles role names, for example {@code $admin}
 */
record KnownUser(String id, String username, Optional<String> passwordHash, Set<String> roles) {

  /** Attribute of a {@link SecurityIdentity} that contains the guid of the user. */
  static final String USER_ID = "userId";

  SecurityIdentity identity() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(username))
        .addRoles(roles)
        .addAttribute(USER_ID, id)
        .build();
  }
}
