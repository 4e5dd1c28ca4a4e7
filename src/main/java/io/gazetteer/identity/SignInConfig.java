package io.gazetteer.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Limits of failed sign-ins; the next one gets 429 with {@code Retry-After}. Addresses are those of
 * the clients' connections, of IPv6 the first 64 bits; behind a proxy they are the clients' own
 * only where Quarkus is told to trust the proxy's headers ({@code quarkus.http.proxy.*}).
 */
@ConfigMapping(prefix = "gazetteer.sign-in")
public interface SignInConfig {

  /** For how long wrong sign-ins count, from the first of them on; above zero. */
  @WithDefault("1m")
  Duration window();

  /**
   * Wrong passwords of one user from one address after which none from there is looked at, the
   * right one neither. At least 1.
   */
  @WithDefault("5")
  @Min(1)
  int wrongPasswords();

  /** Wrong passwords of any users from one address after which none from there is looked at. */
  @WithDefault("30")
  @Min(1)
  int wrongPasswordsOfAddress();

  /**
   * Wrong passwords of one user from any addresses after which they are looked at only from an
   * address from which the user has signed in since the service started. At least 1.
   */
  @WithDefault("50")
  @Min(1)
  int wrongPasswordsOfUser();

  /**
   * Wrong API tokens from one address after which the next wrong one is answered with 429 in place
   * of 401. The right ones are taken from there all the same. At least 1.
   */
  @WithDefault("30")
  @Min(1)
  int wrongTokens();
}
