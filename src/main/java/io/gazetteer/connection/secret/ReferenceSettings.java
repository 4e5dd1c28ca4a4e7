package io.gazetteer.connection.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which references to secrets are allowed, and how secrets are read. */
@ConfigMapping(prefix = "gazetteer.secrets.references")
public interface ReferenceSettings {

  /**
   * What references may begin with, for everybody who may write credentials, for example {@code
   * vault:kv/sources/}. A {@code file:} prefix is a folder; all others are compared letter by
   * letter. Empty: nobody but administrators may use references.
   */
  Optional<List<String>> allowedPrefixes();

  /** What the references of administrators may begin with, beside {@link #allowedPrefixes}. */
  @WithDefault("env:SOURCE_SECRET_,file:/run/secrets/sources/,aws-sm:,vault:")
  List<String> administratorPrefixes();

  /**
   * How long a secret of Vault or AWS may be used again without asking; 0 = it is asked for at each
   * connection. Variables and files are read at each connection.
   */
  @WithDefault("60s")
  Duration cacheTime();

  /** Longest wait for one answer of Vault or AWS. */
  @WithDefault("5s")
  Duration timeout();

  /** The AWS region of secrets that are named without an ARN. Empty: they need an ARN. */
  Optional<String> awsRegion();

  /** Where AWS Secrets Manager is asked. Empty: the region's own endpoint. */
  Optional<URI> awsEndpoint();
}
