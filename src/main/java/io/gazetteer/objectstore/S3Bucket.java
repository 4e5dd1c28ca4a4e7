package io.gazetteer.objectstore;

import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket, or a part of one.
 *
 * @param name of the bucket
 * @param prefix what all keys begin with; empty, or ends with a slash
 * @param region empty = what the AWS configuration of this service says
 * @param endpoint empty = the region's own
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 * @param encryption empty = as the bucket says
 * @param kmsKeyId for KMS; empty = AWS's own key for S3
 * @param identity who asks, or who takes on the role
 * @param role empty = none
 * @param timeout how long the store may be silent
 * @param partBytes bytes of one part of an upload, at least 5 MB
 */
public record S3Bucket(
    String name,
    String prefix,
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Optional<Encryption> encryption,
    Optional<String> kmsKeyId,
    AwsIdentity identity,
    Optional<AssumedRole> role,
    Duration timeout,
    int partBytes) {

  /** The usual size of a part. */
  public static final int PART_BYTES = 8 * 1024 * 1024;

  /** The usual patience. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  public enum Encryption {
    /** With keys of S3's own. */
    S3,
    /** With a key of AWS's key management service. */
    KMS
  }

  /** A bucket at AWS, asked by this service's own identity. */
  public static S3Bucket at(String name, String prefix, Optional<String> region) {
    return new S3Bucket(
        name,
        prefix,
        region,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        new AwsIdentity.Own(),
        Optional.empty(),
        TIMEOUT,
        PART_BYTES);
  }
}
