package io.gazetteer.connection.preflight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Timeouts of connection tests. */
@ConfigMapping(prefix = "gazetteer.preflight")
interface PreflightSettings {

  /**
   * Longest time of a whole test, above zero. What was not tried by then is named. A listing of a
   * server's schemas has as long for each database, within its own limit.
   */
  @WithDefault("20s")
  Duration limit();

  /**
   * Longest time of a listing of the schemas of all databases, above zero and below {@code
   * quarkus.http.idle-timeout}. Databases that were not listed by then are named.
   */
  @WithDefault("45s")
  Duration listingLimit();

  /** Longest time of one statement of a test at the server; above zero. */
  @WithDefault("8s")
  Duration statementTimeout();
}
