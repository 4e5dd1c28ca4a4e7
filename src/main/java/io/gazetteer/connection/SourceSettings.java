package io.gazetteer.connection;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How sources are connected to. The limits of transactions there are in {@link
 * io.gazetteer.source.SourceLimits}.
 */
@ConfigMapping(prefix = "gazetteer.source")
interface SourceSettings {

  /** Lowest {@link #maxConnectionBytes}. */
  long MIN_CONNECTION_BYTES = 1 << 20;

  /** Lowest {@link #maxValueBytes}. */
  long MIN_VALUE_BYTES = 64 << 10;

  /** Highest {@link #maxValueBytes}. */
  long MAX_VALUE_BYTES = 64 << 20;

  /** Lowest {@link #maxScramIterations}, the default of PostgreSQL. */
  int MIN_SCRAM_ITERATIONS = 4096;

  /** Highest {@link #maxScramIterations}. */
  int MAX_SCRAM_ITERATIONS = 100_000_000;

  /** Longest wait for the network connection and the sign-in, each. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** Most connections to one server (host and port) that this process holds at once. */
  @WithDefault("2")
  int maxConnections();

  /**
   * How long work at a source that is stopped may take to end by itself, after the server was asked
   * to cancel it, before the connection is aborted.
   */
  @WithDefault("3s")
  Duration stopGrace();

  /** Most bytes that a server may send over one connection, which is ended then. */
  @WithConverter(ByteSize.class)
  @WithDefault("16G")
  @Min(MIN_CONNECTION_BYTES)
  long maxConnectionBytes();

  /** Longest life of one connection, which is ended then. */
  @WithDefault("12h")
  Duration maxConnectionTime();

  /**
   * Most bytes of one value that is read, for example of a routine's body or a comment. A larger
   * one is skipped, with a warning that names its object.
   */
  @WithConverter(ByteSize.class)
  @WithDefault("8M")
  @Min(MIN_VALUE_BYTES)
  @Max(MAX_VALUE_BYTES)
  long maxValueBytes();

  /**
   * Most iterations of SCRAM that a server may ask for when a user signs in. PostgreSQL's default
   * is 4096; each million takes about a second.
   */
  @WithDefault("1000000")
  @Min(MIN_SCRAM_ITERATIONS)
  @Max(MAX_SCRAM_ITERATIONS)
  int maxScramIterations();

  /** Longest wait for one of those connections before the work fails. */
  @WithDefault("1m")
  Duration connectionWait();

  /**
   * Networks that are never connected to, as CIDR blocks, checked after names are resolved; IPv6
   * addresses that carry an IPv4 address count as both. The default denies link-local and cloud
   * metadata addresses, broadcast and multicast. Loopback is allowed.
   */
  @WithDefault(
      "0.0.0.0/8,169.254.0.0/16,100.100.100.200/32,168.63.129.16/32,192.0.0.192/32,224.0.0.0/4,"
          + "255.255.255.255/32,fe80::/10,fec0::/10,ff00::/8,fd00:ec2::254/128,fd20:ce::254/128,"
          + "fd00:42::42/128")
  List<String> deniedNetworks();

  /** The only networks that are connected to, as CIDR blocks. Empty: all that are not denied. */
  Optional<List<String>> allowedNetworks();

  /**
   * Whether connections to the server of the catalog database are denied, for any database on it.
   * {@code false} if a source is on the same server.
   */
  @WithDefault("true")
  boolean denyOwnStore();

  /**
   * A PEM file of CAs that are trusted beside Java's own, where a connection brings none, for
   * example what a managed service publishes. Read at each connection. Empty: Java's alone.
   */
  Optional<Path> caFile();
}
