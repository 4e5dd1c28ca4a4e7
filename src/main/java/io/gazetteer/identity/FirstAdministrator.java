package io.gazetteer.identity;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.identity.SignInNotice.GeneratedSecrets;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Ensures that somebody can sign in: creates the user {@code admin} with the configured or with
 * generated credentials.
 */
@ApplicationScoped
class FirstAdministrator {

  static final String USERNAME = "admin";
  private static final String ROLE = "$admin";
  private static final int SHORTEST_TOKEN = 16;

  @Inject AdminSettings settings;
  @Inject UserRepository users;
  @Inject ApiTokenRepository tokens;
  @Inject NamedLock lock;
  @Inject AuditTrail audit;
  @Inject SignInNotice notice;
  @Inject Event<GeneratedSecrets> madeSecrets;

  // Before other observers, which may act in the administrator's name.
  void onStart(@Observes @Priority(100) StartupEvent event) {
    settings.token().ifPresent(FirstAdministrator::requireUsable);
    Optional<GeneratedSecrets> made =
        QuarkusTransaction.requiringNew().call(this::ensureAdministrator);
    made.ifPresent(this::tell);
  }

  /**
   * Rejects a token that is easy to guess or that a header cannot contain.
   *
   * @throws IllegalStateException naming the setting and what it must be, never the token
   */
  static void requireUsable(String token) {
    if (token.length() < SHORTEST_TOKEN) {
      throw new IllegalStateException(
          "gazetteer.admin.token (GAZETTEER_ADMIN_TOKEN) is too short: it needs at least "
              + SHORTEST_TOKEN
              + " characters");
    }
    if (token.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalStateException(
          "gazetteer.admin.token (GAZETTEER_ADMIN_TOKEN) holds white space: remove it");
    }
  }

  private Optional<GeneratedSecrets> ensureAdministrator() {
    // Replicas that start together must create one administrator.
    lock.hold("first administrator");
    users.ensure(USERNAME, ROLE);
    Optional<String> hash = users.passwordHash(USERNAME);
    settings.token().ifPresent(token -> tokens.configure(USERNAME, token));
    settings.password().ifPresent(password -> keepPassword(password, hash));
    if (hash.isPresent()) {
      return Optional.empty();
    }
    // A configured token serves scripts, but the pages still need a password.
    Optional<String> password =
        settings.password().isPresent() ? Optional.empty() : Optional.of(Secrets.random(15));
    Optional<String> token =
        settings.token().isPresent() || settings.password().isPresent()
            ? Optional.empty()
            : Optional.of(Secrets.random(32));
    password.ifPresent(made -> users.setPasswordHash(USERNAME, BcryptUtil.bcryptHash(made)));
    token.ifPresent(made -> tokens.addGenerated(USERNAME, made));
    if (password.isEmpty() && token.isEmpty()) {
      return Optional.empty();
    }
    audit.note(USERNAME, "GENERATE_SECRETS", "first secrets of " + USERNAME);
    return Optional.of(new GeneratedSecrets(USERNAME, password, token));
  }

  private void keepPassword(String password, Optional<String> hash) {
    if (hash.isEmpty() || !BcryptUtil.matches(password, hash.get())) {
      users.setPasswordHash(USERNAME, BcryptUtil.bcryptHash(password));
      audit.note(USERNAME, "SET_PASSWORD", "password of " + USERNAME + ", from configuration");
    }
  }

  private void tell(GeneratedSecrets made) {
    notice.generated(made);
    madeSecrets.fire(made);
  }
}
