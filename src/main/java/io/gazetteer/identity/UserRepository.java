package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Stores users and their roles. */
@ApplicationScoped
class UserRepository implements RecordRepository<UserAccount, UUID> {

  private static final String BY_NAME = "from UserAccount u where lower(u.username) = lower(?1)";

  private static final String ENABLED_BY_NAME =
      """
      from UserAccount u left join fetch u.roles
      where lower(u.username) = lower(?1) and u.enabled
      """;

  private static final String ENABLED_BY_TOKEN =
      """
      select u from ApiToken t join t.user u left join fetch u.roles
      where t.sha256 = ?1 and t.revokedAt is null
        and (t.expiresAt is null or t.expiresAt > ?2) and u.enabled
      """;

  @Inject RoleRepository roles;
  @Inject Clock clock;

  /** Returns the enabled user of that name, ignoring case. */
  @Transactional
  Optional<KnownUser> findByUsername(String username) {
    return find(ENABLED_BY_NAME, username).singleResultOptional().map(UserAccount::known);
  }

  /** Returns the enabled user of an API token; empty if the token is revoked or expired. */
  @Transactional
  Optional<KnownUser> findByToken(String token) {
    return find(ENABLED_BY_TOKEN, Secrets.sha256(token), Instant.now(clock))
        .singleResultOptional()
        .map(UserAccount::known);
  }

  /** Creates the user unless it exists, and gives it the role. Idempotent. */
  @Transactional
  void ensure(String username, String role) {
    UserAccount user =
        account(username)
            .orElseGet(
                () -> {
                  UserAccount made = new UserAccount(username, Instant.now(clock));
                  persist(made);
                  return made;
                });
    user.grant(roles.named(role));
    settle();
  }

  /** Returns the password hash of a user, enabled or not; empty if the user has no password. */
  @Transactional
  Optional<String> passwordHash(String username) {
    return account(username).flatMap(UserAccount::passwordHash);
  }

  @Transactional
  void setPasswordHash(String username, String hash) {
    account(username).ifPresent(user -> user.setPasswordHash(hash));
    settle();
  }

  /** Returns a user, enabled or not. */
  Optional<UserAccount> account(String username) {
    return find(BY_NAME, username).singleResultOptional();
  }
}
