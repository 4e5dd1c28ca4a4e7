package io.gazetteer.objectstore;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Object stores that workflows can name. */
@ConfigMapping(prefix = "gazetteer.export")
public interface StoreSettings {

  /**
   * Stores by name: letters, digits and dashes. {@code local}, the folder {@code published} in the
   * data folder, is there unless one of that name is configured.
   */
  Map<String, NamedStore> stores();

  /** One store: a folder or a bucket. */
  interface NamedStore {

    /** A folder of this machine; made when the first object comes. Excludes all else here. */
    Optional<Path> folder();

    /** An S3 bucket. It must exist. */
    Optional<String> bucket();

    /** What all keys begin with, without the last slash; empty = nothing. */
    Optional<String> prefix();

    /** The bucket's region; empty = what the AWS configuration of this service says. */
    Optional<String> region();

    /** Where the store is, for one that is not AWS's; empty = the region's own. */
    Optional<URI> endpoint();

    /** Whether the bucket stands in the path and not in the host's name. */
    @WithDefault("false")
    boolean pathStyle();

    /** How the server encrypts objects; empty = as the bucket says. */
    Optional<S3Bucket.Encryption> encryption();

    /** Key for {@code encryption=kms}; empty = AWS's own for S3. */
    Optional<String> kmsKeyId();

    /** Access key; empty = the profile, or the service's own identity. */
    Optional<String> accessKeyId();

    /** Belongs to the access key. */
    Optional<String> secretAccessKey();

    /** For keys that do not last; empty = they do. */
    Optional<String> sessionToken();

    /** Profile of the service's AWS configuration; empty = none. */
    Optional<String> profile();

    /** Role to assume; empty = none. */
    Optional<String> roleArn();

    /** Sent with the role only where given. */
    Optional<String> externalId();

    /** How AWS's logs name the session. */
    Optional<String> roleSessionName();

    /** Where to ask for the role; empty = the region's own. */
    Optional<URI> stsEndpoint();

    /** How long the store may be silent. */
    @WithDefault("30s")
    Duration timeout();

    /**
     * Bytes of one part of an upload, which takes so much memory, and half as much again while it
     * fills. 10,000 parts at most.
     */
    @WithConverter(ByteSize.class)
    @WithDefault("8M")
    @Min(5 * 1024 * 1024)
    @Max(512 * 1024 * 1024)
    long partBytes();
  }
}
