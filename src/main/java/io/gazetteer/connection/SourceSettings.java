package io.gazetteer.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How servers that are crawled are connected to. What a transaction there may take is told by
 * {@link io.gazetteer.source.SourceLimits}.
 */
@ConfigMapping(prefix = "gazetteer.source")
interface SourceSettings {

  /** Longest wait for the network connection and the sign-in, each. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** Most connections to one server (host and port) that this process holds at once. */
  @WithDefault("2")
  int maxConnections();

  /** Longest wait for one of those connections before the work fails. */
  @WithDefault("1m")
  Duration connectionWait();

  /**
   * Networks that are never connected to, as CIDR blocks, looked at after names are resolved. The
   * default keeps link-local addresses out, where clouds serve their machines' secrets. Loopback is
   * allowed.
   */
  @WithDefault("169.254.0.0/16,fe80::/10,fd00:ec2::254/128")
  List<String> deniedNetworks();

  /**
   * A PEM file of CAs that are trusted beside Java's own, where a connection brings none, for
   * example what a managed service publishes. Read at each connection. Empty: Java's alone.
   */
  Optional<Path> caFile();
}
