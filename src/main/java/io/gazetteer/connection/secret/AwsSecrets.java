package io.gazetteer.connection.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.connection.aws.RdsRegion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** Reads secrets from AWS Secrets Manager with this service's own AWS identity. */
@ApplicationScoped
class AwsSecrets implements SecretReader {

  private static final Pattern ARN = Pattern.compile("arn:[^:]+:secretsmanager:([^:]+):.+");

  private final ReferenceSettings settings;
  private final AwsSessions sessions;
  private final ObjectMapper json;

  @Inject
  AwsSecrets(ReferenceSettings settings, AwsSessions sessions, ObjectMapper json) {
    this.settings = settings;
    this.sessions = sessions;
    this.json = json;
  }

  @Override
  public SecretReference.Scheme scheme() {
    return SecretReference.Scheme.AWS;
  }

  @Override
  public boolean cached() {
    return true;
  }

  @Override
  public String read(SecretReference reference) {
    String text = ask(reference);
    Optional<JsonNode> object = object(text);
    if (reference.key().isEmpty()) {
      if (object.isPresent()) {
        throw ReferenceFailures.unresolved(
            reference, "is a JSON object: name one of its keys, for example #password");
      }
      return text;
    }
    return ReferenceFailures.member(
        object.orElseThrow(
            () ->
                ReferenceFailures.unresolved(
                    reference,
                    "is not a JSON object, so it has no keys. Remove # and what follows it")),
        reference);
  }

  private String ask(SecretReference reference) {
    try (SecretsManagerClient client = client(reference)) {
      String text =
          client.getSecretValue(request -> request.secretId(reference.place())).secretString();
      if (text == null) {
        throw ReferenceFailures.unresolved(reference, "is binary and must be text");
      }
      return text;
    } catch (AwsServiceException refused) {
      throw refused(refused, reference);
    } catch (SdkException unanswered) {
      throw ReferenceFailures.unavailable(
          reference,
          "AWS Secrets Manager did not answer. Check that this machine can reach it in that"
              + " region");
    }
  }

  private SecretsManagerClient client(SecretReference reference) {
    String region = region(reference);
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder()
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    sessions.credentials(new AwsIdentity.Own(), Optional.empty(), region)))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(settings.timeout())
                    .socketTimeout(settings.timeout()))
            .overrideConfiguration(
                override -> override.apiCallTimeout(settings.timeout().multipliedBy(2)));
    settings.awsEndpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private String region(SecretReference reference) {
    Matcher arn = ARN.matcher(reference.place());
    String region = arn.matches() ? arn.group(1) : settings.awsRegion().orElse("");
    if (!RdsRegion.isRegion(region)) {
      throw ReferenceFailures.unresolved(
          reference,
          "has no AWS region: use its ARN, or set gazetteer.secrets.references.aws-region");
    }
    return region;
  }

  private Optional<JsonNode> object(String text) {
    try {
      return Optional.ofNullable(json.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static AppException refused(AwsServiceException refused, SecretReference reference) {
    String code =
        refused.awsErrorDetails() == null
            ? ""
            : String.valueOf(refused.awsErrorDetails().errorCode());
    return switch (code) {
      case "ResourceNotFoundException" ->
          ReferenceFailures.unresolved(
              reference,
              "does not exist. Usual causes: a typo in name or ARN; another region; another"
                  + " account, whose secrets need the complete ARN");
      case "AccessDeniedException" ->
          ReferenceFailures.unresolved(
              reference,
              "cannot be read: AWS denies access to this service's own identity. It needs"
                  + " secretsmanager:GetSecretValue on the secret, and kms:Decrypt where a key of"
                  + " your own encrypts it");
      case "DecryptionFailure", "DecryptionFailureException" ->
          ReferenceFailures.unresolved(
              reference, "cannot be decrypted by AWS. Check its KMS key and kms:Decrypt");
      case "InvalidRequestException" ->
          ReferenceFailures.unresolved(
              reference, "cannot be read now. Usual cause: it is marked for deletion in AWS");
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "IncompleteSignature" ->
          ReferenceFailures.unresolved(
              reference,
              "cannot be read: AWS does not accept this service's own keys. Usual causes: they are"
                  + " inactive or have expired, or the clock of this machine is wrong");
      default ->
          refused.isThrottlingException() || refused.statusCode() >= 500
              ? ReferenceFailures.unavailable(
                  reference,
                  "AWS Secrets Manager is busy or failing (status %d). Try again later"
                      .formatted(refused.statusCode()))
              : ReferenceFailures.unresolved(
                  reference,
                  "cannot be read: AWS answered with status %d".formatted(refused.statusCode()));
    };
  }
}
