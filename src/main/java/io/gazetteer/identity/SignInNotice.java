package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a person at the console must be told about signing in, once. */
@ApplicationScoped
public class SignInNotice {

  private volatile GeneratedSecrets secrets;

  /** Secrets made up by this very start; empty where they were configured or made earlier. */
  public Optional<GeneratedSecrets> secrets() {
    return Optional.ofNullable(secrets);
  }

  void generated(GeneratedSecrets made) {
    secrets = made;
  }

  /**
   * Secrets that exist in clear only here and on the console.
   *
   * @param username whom they belong to
   * @param password for the sign-in page; empty where one is configured
   * @param apiToken for the API, as bearer token; empty where a token or password is configured
   */
  public record GeneratedSecrets(
      String username, Optional<String> password, Optional<String> apiToken) {

    /** Words for the console, several lines. */
    public String text() {
      StringBuilder text = new StringBuilder("\n");
      text.append("First start: what follows is shown once and stored nowhere in clear.\n");
      text.append("  User:      ").append(username).append('\n');
      password.ifPresent(secret -> text.append("  Password:  ").append(secret).append('\n'));
      apiToken.ifPresent(secret -> text.append("  API token: ").append(secret).append('\n'));
      return text.toString();
    }

    /** Without the secrets, so that no log line can hold them by accident. */
    @Override
    public String toString() {
      return "GeneratedSecrets[username=" + username + "]";
    }
  }
}
