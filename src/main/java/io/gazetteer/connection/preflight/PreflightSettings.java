package io.gazetteer.connection.preflight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Timeouts of connection tests and of listings. */
@ConfigMapping(prefix = "gazetteer.preflight")
public interface PreflightSettings {

  /**
   * Timeout of a connection test; it names what was not tried by then. Listing the schemas of one
   * database has the same timeout.
   */
  @WithDefault("20s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration limit();

  /**
   * Timeout of listing all databases and schemas; the answer names the databases that were not
   * listed. Stay below {@code quarkus.http.idle-timeout}.
   */
  @WithDefault("45s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration listingLimit();

  /** Timeout of one statement of a connection test. */
  @WithDefault("8s")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 10)
  Duration statementTimeout();
}
