package io.gazetteer.connection.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which references may replace secrets of credentials, and how they are read. */
@ConfigMapping(prefix = "gazetteer.secrets.references")
public interface ReferenceSettings {

  /**
   * What references may begin with, for everyone who may write credentials, separated by commas;
   * for example {@code vault:kv/sources/}. A {@code file:} prefix is a folder, all others are
   * compared literally. Empty = only administrators may use references.
   */
  Optional<List<String>> allowedPrefixes();

  /** What references may begin with additionally for administrators, separated by commas. */
  @WithDefault("env:SOURCE_SECRET_,file:/run/secrets/sources/,aws-sm:,vault:")
  List<String> administratorPrefixes();

  /**
   * How long a secret of Vault or AWS is cached. Variables and files are read for each connection.
   * 0 = no cache.
   */
  @WithDefault("60s")
  @DurationMin
  @DurationMax(days = 1)
  Duration cacheTime();

  /** Timeout of one request to Vault or AWS. */
  @WithDefault("5s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration timeout();

  /** AWS region of secrets that are named without an ARN. Empty = they need an ARN. */
  Optional<String> awsRegion();

  /** Address of AWS Secrets Manager. Empty = AWS in the region. */
  Optional<URI> awsEndpoint();
}
