package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells who there is. It checks no access: whoever asks has checked their own. */
@ApplicationScoped
public class FindUser {

  @Inject UserRepository users;

  /**
   * Returns the name of a user as it is stored.
   *
   * @param username whatever the case of its letters
   * @return empty if no enabled user has that name
   */
  public Optional<String> named(String username) {
    return users.findByUsername(username).map(KnownUser::username);
  }
}
