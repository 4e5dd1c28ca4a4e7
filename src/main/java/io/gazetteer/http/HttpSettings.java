package io.gazetteer.http;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits that keep slow or idle clients from using up all connections. */
// Read before anything could be injected.
@Unremovable
@ConfigMapping(prefix = "gazetteer.http")
public interface HttpSettings {

  /**
   * Maximum number of connections of one client address; trusted proxies are exempt. 0 = no limit.
   * Empty = half of {@code quarkus.http.limits.max-connections}.
   */
  @Min(0)
  OptionalInt maxConnectionsPerAddress();

  /** Time from the first byte of a request to the end of its headers. */
  @WithDefault("20s")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration headerTimeout();

  /** Time from there to the end of its body. */
  @WithDefault("10m")
  @DurationMin(millis = 100)
  @DurationMax(days = 1)
  Duration bodyTimeout();
}
