package io.gazetteer.cli;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.objectstore.ObjectKeys;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.objectstore.S3Bucket;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options for reaching a bucket. */
final class StoreOptions {

  private static final Pattern BUCKET = Pattern.compile("s3://([A-Za-z0-9._-]{1,255})(?:/(.*))?");

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      description = "Region of the bucket; default: from the AWS configuration.")
  private String region;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "Address of another S3-compatible server.")
  private URI endpoint;

  @Option(
      names = "--s3-path-style",
      description = "Put the bucket in the path, not in the host name.")
  private boolean pathStyle;

  @Option(
      names = "--s3-encryption",
      paramLabel = "HOW",
      completionCandidates = Encryptions.class,
      description = "s3 or kms; default: the bucket's setting.")
  private S3Bucket.Encryption encryption;

  @Option(names = "--s3-kms-key-id", paramLabel = "KEY", description = "Key for kms.")
  private String kmsKeyId;

  @Option(
      names = "--s3-profile",
      paramLabel = "NAME",
      description = "AWS profile; default: the one that AWS's own tools use.")
  private String profile;

  @Option(names = "--s3-role-arn", paramLabel = "ARN", description = "Role to assume.")
  private String roleArn;

  /** Values for completion; created by picocli. */
  static final class Encryptions extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Encryptions() {
      super(List.of("s3", "kms"));
    }
  }

  sealed interface Place {

    /** A folder of this machine. */
    record Folder(Path path) implements Place {}

    record Bucket(S3Bucket bucket) implements Place {

      /** Returns it as users write it. */
      String address() {
        return "s3://" + bucket.name() + "/" + bucket.prefix();
      }
    }
  }

  /**
   * Parses {@code s3://bucket/prefix} or a folder.
   *
   * @param option name of the option, for errors
   * @return empty if invalid, which is added to the errors
   */
  Optional<Place> place(String text, String option, FieldErrors errors) {
    if (!text.startsWith("s3://")) {
      try {
        return Optional.of(new Place.Folder(Path.of(text)));
      } catch (InvalidPathException noPath) {
        errors.add(option, "is no path of a folder");
        return Optional.empty();
      }
    }
    Matcher bucket = BUCKET.matcher(text);
    String prefix = bucket.matches() && bucket.group(2) != null ? bucket.group(2) : "";
    String plain = prefix.replaceAll("/+$", "");
    if (!bucket.matches() || (!plain.isEmpty() && !ObjectKeys.isKey(plain))) {
      errors.add(
          option,
          "must be s3://bucket/prefix, the prefix of letters, digits and . _ = + @ % - between"
              + " slashes");
      return Optional.empty();
    }
    if (kmsKeyId != null && encryption != S3Bucket.Encryption.KMS) {
      errors.add("--s3-kms-key-id", "has a meaning with --s3-encryption kms only");
    }
    return Optional.of(
        new Place.Bucket(
            new S3Bucket(
                bucket.group(1),
                plain.isEmpty() ? "" : plain + "/",
                Optional.ofNullable(region),
                Optional.ofNullable(endpoint),
                pathStyle,
                Optional.ofNullable(encryption),
                Optional.ofNullable(kmsKeyId),
                profile == null ? new AwsIdentity.Own() : new AwsIdentity.Profile(profile),
                Optional.ofNullable(roleArn).map(StoreOptions::role),
                S3Bucket.TIMEOUT,
                S3Bucket.PART_BYTES)));
  }

  private static AssumedRole role(String arn) {
    return new AssumedRole(
        arn,
        Optional.empty(),
        AssumedRole.DEFAULT_SESSION_NAME,
        Optional.empty(),
        Optional.empty());
  }

  /** Opens a store without connecting. The caller closes it. */
  static ObjectStore open(Place place, AwsSessions aws) {
    return place instanceof Place.Folder folder
        ? ObjectStores.folder(folder.path())
        : ObjectStores.bucket(((Place.Bucket) place).bucket(), aws);
  }

  /** The region given; empty where none is. */
  Optional<String> region() {
    return Optional.ofNullable(region);
  }
}
