package io.gazetteer.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Shows the generated credentials once, on the console. */
@ApplicationScoped
public class SignInNotice {

  private volatile GeneratedSecrets secrets;

  /**
   * Returns the secrets that this start generated; empty if they were configured or exist already.
   */
  public Optional<GeneratedSecrets> secrets() {
    return Optional.ofNullable(secrets);
  }

  void generated(GeneratedSecrets made) {
    secrets = made;
  }

  /**
   * Generated secrets. They exist in clear only here and on the console.
   *
   * @param username their owner
   * @param password for the sign-in page; empty if one is configured
   * @param apiToken bearer token for the API; empty if a token or password is configured
   */
  public record GeneratedSecrets(
      String username, Optional<String> password, Optional<String> apiToken) {

    /** Returns the text for the console, several lines. */
    public String text() {
      StringBuilder text = new StringBuilder("\n");
      text.append("First start: what follows is shown once and stored nowhere in clear.\n");
      text.append("  User:      ").append(username).append('\n');
      password.ifPresent(secret -> text.append("  Password:  ").append(secret).append('\n'));
      apiToken.ifPresent(secret -> text.append("  API token: ").append(secret).append('\n'));
      return text.toString();
    }

    /** Omits the secrets, so that no log line can contain them. */
    @Override
    public String toString() {
      return "GeneratedSecrets[username=" + username + "]";
    }
  }
}
