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
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Object stores that workflows can name. A store has either a folder or a bucket. The store {@code
 * local}, folder {@code published} in the data folder, exists unless you configure one of that
 * name.
 */
@ConfigMapping(prefix = "gazetteer.export")
public interface StoreSettings {

  /** Stores by name: letters, digits and dashes. */
  Map<String, NamedStore> stores();

  /** A folder or a bucket. */
  interface NamedStore {

    /** Folder on this machine, created with the first object. Empty = {@code bucket}. */
    Optional<Path> folder();

    /** Existing S3 bucket. Empty = {@code folder}. */
    Optional<String> bucket();

    /** Prefix of all keys in the bucket. Empty = none. */
    Optional<String> prefix();

    /** Region of the bucket. Empty = from the AWS configuration of this service. */
    Optional<String> region();

    /** Address of another S3-compatible server. Empty = AWS in the region. */
    Optional<URI> endpoint();

    /** Whether the bucket is part of the path instead of the host name. */
    @WithDefault("false")
    boolean pathStyle();

    /** How the server encrypts objects. Empty = as the bucket says. */
    Optional<S3Bucket.Encryption> encryption();

    /** Key for {@code encryption=kms}. Empty = AWS's own key for S3. */
    Optional<String> kmsKeyId();

    /** Access key. Empty = the profile, otherwise the identity of this service. */
    Optional<String> accessKeyId();

    /** Secret of the access key. Empty = there is no access key. */
    Optional<String> secretAccessKey();

    /** Session token of a temporary access key. Empty = the key is permanent. */
    Optional<String> sessionToken();

    /** Profile in the AWS configuration of this service. Empty = none. */
    Optional<String> profile();

    /** Role to assume. Empty = none. */
    Optional<String> roleArn();

    /** External id to assume the role with. Empty = none. */
    Optional<String> externalId();

    /** Name of the session in AWS's logs. Empty = {@code GazetteerSession}. */
    Optional<String> roleSessionName();

    /** Address of the token service. Empty = AWS in the region. */
    Optional<URI> stsEndpoint();

    /** How long the store may send nothing. */
    @WithDefault("30s")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration timeout();

    /**
     * Size of one part of an upload, which takes this much memory, and half as much again while it
     * fills. An object has at most 10,000 parts.
     */
    @WithConverter(ByteSize.class)
    @WithDefault("8M")
    @Min(5 * 1024 * 1024)
    @Max(512 * 1024 * 1024)
    long partBytes();
  }
}
