package io.gazetteer.identity;

import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Stores API tokens, as digests only. */
@ApplicationScoped
class ApiTokenRepository implements RecordRepository<ApiToken, UUID> {

  private static final String OTHERS = "source = ?1 and sha256 <> ?2 and revokedAt is null";

  @Inject UserRepository users;
  @Inject Clock clock;

  /** Makes this the only configured token of the user and revokes the earlier one. Idempotent. */
  @Transactional
  void configure(String username, String token) {
    Instant now = Instant.now(clock);
    list(OTHERS, ApiToken.Source.CONFIGURED, Secrets.sha256(token))
        .forEach(other -> other.revoke(now));
    add(username, token, "Configured token of the administrator", ApiToken.Source.CONFIGURED);
  }

  @Transactional
  void addGenerated(String username, String token) {
    add(username, token, "First token of the administrator", ApiToken.Source.GENERATED);
  }

  /** Stores a token's digest. A revoked token with the same digest becomes valid again. */
  private void add(String username, String token, String displayName, ApiToken.Source source) {
    byte[] digest = Secrets.sha256(token);
    Optional<ApiToken> known = find("sha256", digest).singleResultOptional();
    known.ifPresentOrElse(
        ApiToken::restore,
        () ->
            persist(
                new ApiToken(
                    users.account(username).orElseThrow(),
                    displayName,
                    digest,
                    source,
                    Instant.now(clock))));
    settle();
  }
}
