package io.gazetteer.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Limits on failed sign-ins; above them the service answers 429 with {@code Retry-After}. An
 * address is that of the client's connection, of IPv6 the first 64 bits. Behind a proxy it is the
 * client's own only if {@code quarkus.http.proxy.*} trusts the proxy's headers.
 */
@ConfigMapping(prefix = "gazetteer.sign-in")
public interface SignInSettings {

  /** How long failed sign-ins count, from the first of them. */
  @WithDefault("1m")
  @DurationMin(seconds = 1)
  @DurationMax(days = 1)
  Duration window();

  /**
   * Wrong passwords of one user from one address, after which every sign-in of that user from there
   * is rejected.
   */
  @WithDefault("5")
  @Min(1)
  @Max(1_000_000)
  int wrongPasswords();

  /** Wrong passwords from one address, of any users, after which it is rejected. */
  @WithDefault("30")
  @Min(1)
  @Max(1_000_000)
  int wrongPasswordsOfAddress();

  /**
   * Wrong passwords of one user from any address, after which only addresses from which the user
   * has signed in since the service started are accepted.
   */
  @WithDefault("50")
  @Min(1)
  @Max(1_000_000)
  int wrongPasswordsOfUser();

  /**
   * Wrong API tokens from one address, after which further wrong ones get 429 instead of 401. Valid
   * tokens are always accepted.
   */
  @WithDefault("30")
  @Min(1)
  @Max(1_000_000)
  int wrongTokens();
}
