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
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How crawled servers are connected to, and what they may send. */
@ConfigMapping(prefix = "gazetteer.source")
public interface SourceSettings {

  /** Minimum of {@link #maxConnectionBytes}. */
  long MIN_CONNECTION_BYTES = 1 << 20;

  /** Minimum of {@link #maxValueBytes}. */
  long MIN_VALUE_BYTES = 64 << 10;

  /** Maximum of {@link #maxValueBytes}. */
  long MAX_VALUE_BYTES = 64 << 20;

  /** Minimum of {@link #maxScramIterations}, the default of PostgreSQL. */
  int MIN_SCRAM_ITERATIONS = 4096;

  /** Maximum of {@link #maxScramIterations}. */
  int MAX_SCRAM_ITERATIONS = 100_000_000;

  /** Timeout of connecting. Signing in may take three times as long. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration connectTimeout();

  /** Maximum number of connections to one server (host and port). */
  @WithDefault("2")
  @Min(1)
  @Max(100)
  int maxConnections();

  /**
   * How long a stopped run waits for the server to cancel its work, before the connection is
   * closed.
   */
  @WithDefault("3s")
  @DurationMin
  @DurationMax(minutes = 10)
  Duration stopGrace();

  /** Maximum size of what a server may send over one connection. */
  @WithConverter(ByteSize.class)
  @WithDefault("16G")
  @Min(MIN_CONNECTION_BYTES)
  long maxConnectionBytes();

  /** Maximum age of a connection; then it is closed. */
  @WithDefault("12h")
  @DurationMin(seconds = 1)
  @DurationMax(days = 30)
  Duration maxConnectionTime();

  /**
   * Maximum size of one value, for example a routine's body or a comment. A larger one is skipped,
   * and a warning names its object.
   */
  @WithConverter(ByteSize.class)
  @WithDefault("8M")
  @Min(MIN_VALUE_BYTES)
  @Max(MAX_VALUE_BYTES)
  long maxValueBytes();

  /**
   * Maximum number of SCRAM iterations that a server may ask for at sign-in. A million take about a
   * second.
   */
  @WithDefault("1000000")
  @Min(MIN_SCRAM_ITERATIONS)
  @Max(MAX_SCRAM_ITERATIONS)
  int maxScramIterations();

  /** How long work waits for one of the connections to a server. */
  @WithDefault("1m")
  @DurationMin
  @DurationMax(hours = 1)
  Duration connectionWait();

  /**
   * Networks that are never connected to, as CIDR blocks separated by commas, checked after names
   * are resolved, also as IPv4 addresses in IPv6 form. The default denies link-local addresses and
   * others where clouds serve secrets of their machines, broadcast and multicast.
   */
  @WithDefault(
      "0.0.0.0/8,169.254.0.0/16,100.100.100.200/32,168.63.129.16/32,192.0.0.192/32,224.0.0.0/4,"
          + "255.255.255.255/32,fe80::/10,fec0::/10,ff00::/8,fd00:ec2::254/128,fd20:ce::254/128,"
          + "fd00:42::42/128")
  List<AddressBlock> deniedNetworks();

  /**
   * The only networks that are connected to, as CIDR blocks separated by commas. Empty = all that
   * are not denied.
   */
  Optional<List<AddressBlock>> allowedNetworks();

  /**
   * Whether crawls may not connect to the server of the catalog database. Set {@code false} to
   * crawl other databases of that server.
   */
  @WithDefault("true")
  boolean denyOwnStore();

  /**
   * PEM file of CAs that are trusted in addition to Java's own, unless the connection brings its
   * own; for example the bundle of a managed service. Read for each connection. Empty = Java's
   * alone.
   */
  Optional<Path> caFile();
}
