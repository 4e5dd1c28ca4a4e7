package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Causes;
import io.gazetteer.connection.aws.RdsRegion;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Translates S3 errors into messages with remedies. S3's own texts contain accounts and keys, so
 * they are never passed on.
 */
record S3Failures(S3Bucket bucket, String store) {

  private static final int MOVED = 301;
  private static final int DENIED = 403;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  /**
   * Translates an SDK error of a request that is not about an existing object.
   *
   * @param what in words that go before "the S3 bucket"
   */
  AppException of(RuntimeException failure, String what) {
    return of(failure, what, "");
  }

  /**
   * Translates an SDK error.
   *
   * @param key the object asked for; empty = none in particular
   */
  AppException of(RuntimeException failure, String what, String key) {
    Optional<AppException> ours = Causes.find(failure, AppException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    if (!(failure instanceof AwsServiceException refused)) {
      return fault(
          ObjectStoreError.OBJECT_STORE_UNREACHABLE,
          failure,
          "%s the %s failed: no answer%s. Check that this machine can reach it"
              .formatted(
                  capital(what),
                  store,
                  bucket.endpoint().map(uri -> " from " + uri.getAuthority()).orElse("")));
    }
    String code =
        refused.awsErrorDetails() == null
            ? ""
            : String.valueOf(refused.awsErrorDetails().errorCode());
    return switch (code) {
      case "NoSuchBucket" ->
          fault(
              ObjectStoreError.OBJECT_STORE_NOT_FOUND,
              failure,
              "There is no S3 bucket %s%s. Create it, or correct its name"
                  .formatted(
                      bucket.name(),
                      bucket.endpoint().map(uri -> " at " + uri.getAuthority()).orElse("")));
      case "NoSuchKey" -> notFound(failure, key);
      case "InvalidAccessKeyId", "InvalidToken" ->
          denied(failure, "does not know the access key. Check it, and that it is active");
      case "SignatureDoesNotMatch" ->
          denied(
              failure,
              "finds the signature wrong: the secret key does not belong to the access key, or"
                  + " something on the way changes requests");
      case "RequestTimeTooSkewed" ->
          denied(failure, "finds the clock of this machine wrong. Set it");
      case "ExpiredToken" -> denied(failure, "says that the session has ended. Give new keys");
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          wrongRegion(refused);
      default -> byStatus(refused, what, key, code);
    };
  }

  private AppException byStatus(AwsServiceException refused, String what, String key, String code) {
    int status = refused.statusCode();
    if (status == MOVED) {
      return wrongRegion(refused);
    }
    if (status == DENIED) {
      return denied(
          refused,
          "does not allow it. It needs s3:PutObject, s3:GetObject, s3:DeleteObject,"
              + " s3:AbortMultipartUpload and s3:ListBucket"
              + (bucket.encryption().equals(Optional.of(S3Bucket.Encryption.KMS))
                  ? ", and kms:GenerateDataKey and kms:Decrypt on the key"
                  : ""));
    }
    if (status == NOT_FOUND && !key.isEmpty()) {
      return notFound(refused, key);
    }
    if (status == CHANGED) {
      return fault(
          ObjectStoreError.OBJECT_STORE_FAILED,
          refused,
          "An object of the %s was replaced while it was read".formatted(store));
    }
    if (status >= SERVER || status == TOO_MANY || refused.isThrottlingException()) {
      return fault(
          ObjectStoreError.OBJECT_STORE_UNREACHABLE,
          refused,
          "The %s is busy or failing (status %d). Try again later".formatted(store, status));
    }
    return fault(
        ObjectStoreError.OBJECT_STORE_FAILED,
        refused,
        "%s the %s failed (%s)"
            .formatted(
                capital(what), store, code.matches("[A-Za-z]{1,60}") ? code : "status " + status));
  }

  private AppException notFound(RuntimeException failure, String key) {
    return fault(
        ObjectStoreError.OBJECT_NOT_FOUND,
        failure,
        "There is no %s in the %s".formatted(key, store));
  }

  private AppException denied(RuntimeException failure, String why) {
    return fault(
        ObjectStoreError.OBJECT_STORE_DENIED,
        failure,
        "The %s, asked with %s, %s".formatted(store, bucket.identity().inWords(), why));
  }

  private AppException wrongRegion(AwsServiceException failure) {
    Optional<String> right =
        Optional.ofNullable(failure.awsErrorDetails())
            .map(details -> details.sdkHttpResponse())
            .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
            .filter(RdsRegion::isRegion);
    return fault(
        ObjectStoreError.OBJECT_STORE_WRONG_REGION,
        failure,
        "The %s is in another region%s than %s. Correct the region"
            .formatted(
                store,
                right.map(region -> " (" + region + ")").orElse(""),
                bucket
                    .region()
                    .map(region -> "the one given, " + region)
                    .orElse("the one configured")));
  }

  private static AppException fault(ObjectStoreError code, RuntimeException cause, String text) {
    return new AppException(code, text, cause);
  }

  private static String capital(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }
}
