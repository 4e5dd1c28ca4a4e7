package io.gazetteer.connection.aws;

import io.gazetteer.common.AppException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates AWS errors into messages with the usual causes. AWS's own texts contain accounts and
 * roles of others, so they are never passed on.
 */
final class AwsFailures {

  private AwsFailures() {}

  static AppException ofRole(SdkException failure, AwsIdentity caller, AssumedRole role) {
    if (!(failure instanceof AwsServiceException refused)) {
      return new AppException(
          AwsError.AWS_UNREACHABLE,
          "AWS's security token service did not answer%s. Check that this machine can reach it"
              .formatted(role.stsEndpoint().map(uri -> " at " + uri.getAuthority()).orElse("")));
    }
    String code =
        refused.awsErrorDetails() == null
            ? ""
            : String.valueOf(refused.awsErrorDetails().errorCode());
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" -> roleRefused(caller, role);
      case "InvalidClientTokenId", "UnrecognizedClientException" ->
          identityRefused(
              caller, "AWS does not know the access key. Check it, and that it is active");
      case "SignatureDoesNotMatch", "IncompleteSignature", "InvalidSignatureException" ->
          identityRefused(
              caller,
              "The secret key does not belong to the access key, or the clock of this machine is"
                  + " wrong");
      case "ExpiredToken", "ExpiredTokenException" ->
          identityRefused(caller, "The session token has expired. Enter new keys");
      case "ValidationError" ->
          new AppException(
              AwsError.AWS_ROLE_REFUSED,
              ("AWS rejected the request for role %s as malformed. Check the role's ARN, the"
                      + " external id, the session name and the source identity")
                  .formatted(role.arn()));
      case "RegionDisabledException" ->
          new AppException(
              AwsError.AWS_ROLE_REFUSED,
              "AWS's security token service is off for the account in this region. Activate it in"
                  + " the account's settings");
      default ->
          refused.isThrottlingException() || refused.statusCode() >= 500
              ? new AppException(
                  AwsError.AWS_UNREACHABLE,
                  "AWS's security token service is busy or failing (status %d). Try again later"
                      .formatted(refused.statusCode()))
              : new AppException(
                  AwsError.AWS_FAILED,
                  "AWS did not let role %s be assumed (%s)"
                      .formatted(role.arn(), named(code, refused)));
    };
  }

  private static String named(String code, AwsServiceException refused) {
    return code.matches("[A-Za-z]{1,60}") ? code : "status " + refused.statusCode();
  }

  static AppException noIdentity(AwsIdentity identity) {
    String remedy =
        identity instanceof AwsIdentity.Profile
            ? "Check its name, and that it has keys in this program's AWS configuration"
            : "Enter an access key, or provide one to this program by environment, profile, or a"
                + " role of its container or machine";
    return new AppException(
        AwsError.AWS_IDENTITY_MISSING,
        "No AWS keys were found for %s. %s".formatted(identity.inWords(), remedy));
  }

  private static AppException roleRefused(AwsIdentity caller, AssumedRole role) {
    String external =
        role.externalId().isPresent()
            ? "the external id differs from the one in the trust policy"
            : "the trust policy asks for an external id, and none is given";
    String source =
        role.sourceIdentity().isPresent() ? ", or it does not allow sts:SetSourceIdentity" : "";
    return new AppException(
        AwsError.AWS_ROLE_REFUSED,
        ("AWS does not let %s assume role %s. Usual causes: the role's trust policy does not name"
                + " the caller; %s%s; the caller lacks sts:AssumeRole on the role; the role does not"
                + " exist")
            .formatted(caller.inWords(), role.arn(), external, source));
  }

  private static AppException identityRefused(AwsIdentity caller, String cause) {
    return new AppException(
        AwsError.AWS_IDENTITY_REFUSED, "AWS rejected %s: %s".formatted(caller.inWords(), cause));
  }
}
