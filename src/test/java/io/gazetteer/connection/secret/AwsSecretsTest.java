package io.gazetteer.connection.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.SecretsManagerFront;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsSecretsTest {

  private static final String REGION = "eu-west-1";

  private final AwsAccount account =
      new AwsAccount(Clock.systemUTC()).user("service", "AKIDSERVICE", "marked-own-secret");
  private SecretsManagerFront aws;

  @BeforeEach
  void start() {
    aws =
        SecretsManagerFront.start(account, REGION)
            .write("shop", "{\"password\":\"marked-aws-password\",\"port\":5432,\"more\":{}}")
            .write("plain", "marked-plain");
    signAs("AKIDSERVICE", "marked-own-secret");
  }

  @AfterEach
  void stop() {
    aws.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** The service's own identity, found by the SDK in the properties of the machine. */
  private static void signAs(String accessKey, String secret) {
    System.setProperty("aws.accessKeyId", accessKey);
    System.setProperty("aws.secretAccessKey", secret);
  }

  private ResolveReferences with(String... settings) {
    Map<String, String> given = new HashMap<>();
    given.put("gazetteer.secrets.references.aws-endpoint", aws.endpoint().toString());
    for (int i = 0; i < settings.length; i += 2) {
      given.put("gazetteer.secrets.references." + settings[i], settings[i + 1]);
    }
    return References.with(given, Clock.systemUTC()).resolve();
  }

  private static String read(ResolveReferences references, String reference) {
    return references.read(SecretReference.parse(reference));
  }

  private static String fault(ResolveReferences references, String reference) {
    AppException fault =
        catchThrowableOfType(AppException.class, () -> read(references, reference));
    assertThat(fault).as("should not have been read").isNotNull();
    assertThat(fault.code()).isEqualTo(ReferenceError.REFERENCE_NOT_RESOLVED);
    assertThat(fault).hasMessageContaining(reference).message().doesNotContain("marked");
    assertThat(fault).as("no text of AWS in the log").hasNoCause();
    return fault.getMessage();
  }

  @Test
  void a_member_of_a_secret_is_read_by_arn_and_used_again_from_the_cache() {
    ResolveReferences references = with();
    String reference = "aws-sm:" + aws.arn("shop") + "#password";

    assertThat(read(references, reference)).isEqualTo("marked-aws-password");
    assertThat(read(references, reference)).isEqualTo("marked-aws-password");
    assertThat(aws.reads()).isEqualTo(1);
    assertThat(read(references, "aws-sm:" + aws.arn("shop") + "#port")).isEqualTo("5432");
  }

  @Test
  void a_secret_is_read_by_name_in_the_region_of_the_settings() {
    assertThat(read(with("aws-region", REGION), "aws-sm:plain")).isEqualTo("marked-plain");
    assertThat(fault(with(), "aws-sm:plain")).contains("references.aws-region");
  }

  @Test
  void what_is_missing_denied_binary_or_without_the_key_is_told() {
    ResolveReferences references = with("aws-region", REGION);
    aws.deny("plain");
    aws.writeBinary("binary");

    assertThat(fault(references, "aws-sm:none#password"))
        .contains("does not exist", "another region");
    assertThat(fault(references, "aws-sm:plain")).contains("secretsmanager:GetSecretValue");
    assertThat(fault(references, "aws-sm:binary")).contains("is binary");
    assertThat(fault(references, "aws-sm:shop#pass")).contains("no key of that name");
    assertThat(fault(references, "aws-sm:shop#more")).contains("its value is not text");
    assertThat(fault(references, "aws-sm:shop")).contains("name one of its keys");
  }

  @Test
  void wrong_keys_of_the_service_and_the_wrong_region_are_told() {
    assertThat(fault(with("aws-region", "us-east-1"), "aws-sm:plain"))
        .contains("does not accept this service's own keys");
    signAs("AKIDSERVICE", "marked-other-secret");
    assertThat(fault(with("aws-region", REGION), "aws-sm:plain"))
        .contains("does not accept this service's own keys");
  }

  @Test
  void an_endpoint_that_does_not_answer_is_told_as_passing() {
    ResolveReferences references = with("aws-region", REGION, "timeout", "1s");
    aws.close();

    AppException fault =
        catchThrowableOfType(AppException.class, () -> read(references, "aws-sm:plain"));
    assertThat(fault.code()).isEqualTo(ReferenceError.SECRET_STORE_UNAVAILABLE);
    assertThat(fault.code().retryable()).isTrue();
  }
}
