package io.gazetteer.identity;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Users and the roles they have. */
@ApplicationScoped
class UserStore {

  private static final String FIND_BY_USERNAME = SqlFiles.of(UserStore.class, "find_by_username");
  private static final String FIND_BY_TOKEN = SqlFiles.of(UserStore.class, "find_by_token");
  private static final String LOCK_BOOTSTRAP = SqlFiles.of(UserStore.class, "lock_bootstrap");
  private static final String ADD_USER = SqlFiles.of(UserStore.class, "add_user");
  private static final String GRANT_ROLE = SqlFiles.of(UserStore.class, "grant_role");
  private static final String FIND_HASH = SqlFiles.of(UserStore.class, "find_password_hash");
  private static final String SET_HASH = SqlFiles.of(UserStore.class, "set_password_hash");

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  Optional<KnownUser> findByUsername(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND_BY_USERNAME)
                .bind("username", username)
                .map(UserStore::knownUser)
                .findOne());
  }

  Optional<KnownUser> findByToken(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND_BY_TOKEN)
                .bind("digest", Secrets.sha256(token))
                .bind("now", Instant.now(clock))
                .map(UserStore::knownUser)
                .findOne());
  }

  /** Makes other replicas that start now wait until this transaction ends. */
  void lockBootstrap() {
    jdbi.useHandle(handle -> handle.createQuery(LOCK_BOOTSTRAP).map((row, context) -> true).one());
  }

  /** Makes sure that the user exists and has the role; repeatable. */
  void ensure(String username, String role) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(ADD_USER)
              .bind("username", username)
              .bind("now", Instant.now(clock))
              .execute();
          handle.createUpdate(GRANT_ROLE).bind("username", username).bind("role", role).execute();
        });
  }

  Optional<String> passwordHash(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND_HASH)
                .bind("username", username)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findOne()
                .flatMap(hash -> hash));
  }

  void setPasswordHash(String username, String hash) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate(SET_HASH).bind("username", username).bind("hash", hash).execute());
  }

  private static KnownUser knownUser(ResultSet row, StatementContext context) throws SQLException {
    return new KnownUser(
        row.getString("id"),
        row.getString("username"),
        Optional.ofNullable(row.getString("password_hash")),
        Set.of((String[]) row.getArray("roles").getArray()));
  }
}
