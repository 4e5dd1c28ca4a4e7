package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds users. Does not check access; callers must have checked it. */
@ApplicationScoped
public class FindUser {

  @Inject UserRepository users;

  /**
   * Returns the stored name of a user.
   *
   * @param username in any case
   * @return empty if no enabled user has that name
   */
  public Optional<String> named(String username) {
    return users.findByUsername(username).map(KnownUser::username);
  }
}
