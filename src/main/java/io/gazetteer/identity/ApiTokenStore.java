package io.gazetteer.identity;

import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** API tokens, of which only digests are kept. */
@ApplicationScoped
class ApiTokenStore {

  private static final String ADD = SqlFiles.of(ApiTokenStore.class, "add_token");
  private static final String REVOKE_OTHERS =
      SqlFiles.of(ApiTokenStore.class, "revoke_other_configured");

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /** Makes this the one configured token of the user; repeatable. */
  void configure(String username, String token) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(REVOKE_OTHERS)
                .bind("digest", Secrets.sha256(token))
                .bind("now", Instant.now(clock))
                .execute());
    add(username, token, "Configured token of the administrator", "configured");
  }

  void addGenerated(String username, String token) {
    add(username, token, "First token of the administrator", "generated");
  }

  private void add(String username, String token, String displayName, String source) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("username", username)
                .bind("displayName", displayName)
                .bind("digest", Secrets.sha256(token))
                .bind("source", source)
                .bind("now", Instant.now(clock))
                .execute());
  }
}
