package io.gazetteer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Limits of client connections, on top of those that Quarkus has. */
@ConfigMapping(prefix = "gazetteer.http")
interface HttpConnectionConfig {

  /**
   * How long the headers of a request may take from their first byte to their last; then the
   * connection is closed. {@code quarkus.http.idle-timeout} does not end a client that sends a byte
   * now and then.
   */
  @WithDefault("20s")
  Duration headerTimeout();

  /** How long the body of a request may take from its first byte to its last. */
  @WithDefault("10m")
  Duration bodyTimeout();

  /**
   * Connections of one client address, where an IPv6 network of 64 bits counts as one; 0 = no
   * limit. Addresses in {@code quarkus.http.proxy.trusted-proxies} have none, as all users come
   * from there. Default: half of {@code quarkus.http.limits.max-connections}.
   */
  OptionalInt maxConnectionsPerAddress();
}
