package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Users and the roles they have. */
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

  /** An enabled user by name, whatever its case. */
  @Transactional
  Optional<KnownUser> findByUsername(String username) {
    return find(ENABLED_BY_NAME, username).singleResultOptional().map(UserAccount::known);
  }

  /** The enabled user whose API token this is; empty where it is revoked or expired. */
  @Transactional
  Optional<KnownUser> findByToken(String token) {
    return find(ENABLED_BY_TOKEN, Secrets.sha256(token), Instant.now(clock))
        .singleResultOptional()
        .map(UserAccount::known);
  }

  /** Makes sure that the user exists and has the role; repeatable. */
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

  /** The hash of a user, enabled or not; empty where the user has no password. */
  @Transactional
  Optional<String> passwordHash(String username) {
    return account(username).flatMap(UserAccount::passwordHash);
  }

  @Transactional
  void setPasswordHash(String username, String hash) {
    account(username).ifPresent(user -> user.setPasswordHash(hash));
    settle();
  }

  /** A user, enabled or not. */
  Optional<UserAccount> account(String username) {
    return find(BY_NAME, username).singleResultOptional();
  }
}
