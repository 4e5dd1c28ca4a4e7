package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Recorded;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CredentialRequestTest {

  private static final Certificates.Authority CA = Certificates.authority("Some CA");
  private static final Certificates.Signed CLIENT = CA.client("reader");

  private static JsonNode sentBy(String flow) {
    return Recorded.creation(flow).at("/payload/0/body");
  }

  private static ObjectNode json(String text) {
    return Recorded.parse(text.replace('\'', '"'));
  }

  private static ConnectionTarget target(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    CredentialRequest request =
        CredentialRequest.read(
            CredentialInput.read(JsonText.members(body, "", errors), "", errors), "", true, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return request.uncheckedTarget(request.secret());
  }

  private static List<String> errors(JsonNode body) {
    try {
      target(body);
    } catch (AppException fault) {
      return fault.errors().stream().map(one -> one.field() + " " + one.message()).toList();
    }
    return Assertions.fail("should have been refused");
  }

  @Test
  void the_python_sdks_iam_user_is_understood() {
    ConnectionTarget target = target(sentBy("12_run_direct_iam_user"));

    assertThat(target.signIn())
        .isEqualTo(
            new SignIn.IamUser(
                "dbu", new AwsIdentity.Keys("AK", "SK", Optional.empty()), Optional.empty()));
    assertThat(target.database()).contains("sales");
    assertThat(target.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
  }

  @Test
  void the_python_sdks_iam_role_is_understood() {
    assertThat(target(sentBy("13_run_direct_iam_role")).signIn())
        .isEqualTo(
            new SignIn.IamRole(
                "dbu",
                new AwsIdentity.Own(),
                new AssumedRole(
                    "arn:aws:iam::1:role/x",
                    Optional.of("ext1"),
                    "GazetteerSession",
                    Optional.empty(),
                    Optional.empty()),
                Optional.empty()));
  }

  @Test
  void the_java_sdks_iam_is_understood() {
    assertThat(
            target(
                    json(
                        "{'host':'h','authType':'iam','username':'AK','password':'SK',"
                            + "'extra':{'database':'d','dbuser':'dbu'}}"))
                .signIn())
        .isEqualTo(
            new SignIn.IamUser(
                "dbu", new AwsIdentity.Keys("AK", "SK", Optional.empty()), Optional.empty()));
  }

  @Test
  void a_role_may_come_with_everything_and_its_user_beside_extra() {
    assertThat(
            target(
                    json(
                        """
                        {'host':'h','authType':'iam_role','username':'dbu','region':'us-gov-west-1',
                         'extra':{'aws_role_arn':'arn:aws-us-gov:iam::123456789012:role/path/r',
                          'aws_external_id':' ','aws_role_session_name':'nightly',
                          'aws_source_identity':'me','aws_sts_endpoint':'https://sts.example.org',
                          'aws_access_key_id':'AK','aws_secret_access_key':'SK',
                          'aws_session_token':'ST'}}\
                        """))
                .signIn())
        .isEqualTo(
            new SignIn.IamRole(
                "dbu",
                new AwsIdentity.Keys("AK", "SK", Optional.of("ST")),
                new AssumedRole(
                    "arn:aws-us-gov:iam::123456789012:role/path/r",
                    Optional.empty(),
                    "nightly",
                    Optional.of("me"),
                    Optional.of(URI.create("https://sts.example.org"))),
                Optional.of("us-gov-west-1")));
  }

  @Test
  void every_fault_of_an_iam_user_is_listed() {
    assertThat(
            errors(
                json(
                    """
                    {'host':'h','authType':'iam_user','username':'AK',
                     'extra':{'dbuser':'a','username':'b','aws_role_arn':'x y','aws_profile':'p',
                      'aws_region':'nowhere','aws_regoin':'eu-west-1','sslmode':'prefer',
                      'aws_session_tokn':'t'}}\
                    """)))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).startsWith("extra.dbuser differs"),
            fault -> assertThat(fault).startsWith("extra.aws_role_arn is only used"),
            fault -> assertThat(fault).startsWith("extra.aws_role_arn must be like"),
            fault -> assertThat(fault).startsWith("extra.aws_profile cannot be given together"),
            fault -> assertThat(fault).startsWith("extra.aws_region must be the name"),
            fault -> assertThat(fault).startsWith("extra.aws_regoin is not known"),
            fault -> assertThat(fault).startsWith("extra.aws_session_tokn is not known"),
            fault -> assertThat(fault).startsWith("extra.sslmode must be require"),
            fault -> assertThat(fault).startsWith("password must be the secret key"));
  }

  @Test
  void every_fault_of_an_iam_role_is_listed() {
    assertThat(
            errors(
                json(
                    """
                    {'host':'h','authType':'iam_role','password':'p','region':'eu-west-1',
                     'extra':{'aws_region':'eu-west-2','aws_external_id':'x',
                      'aws_sts_endpoint':'http://169.254.169.254/','aws_session_token':'t',
                      'aws_role_session_name':'a b'}}\
                    """)))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).startsWith("password is not used"),
            fault -> assertThat(fault).startsWith("region differs"),
            fault -> assertThat(fault).startsWith("extra.aws_external_id must be 2 to"),
            fault -> assertThat(fault).startsWith("extra.aws_sts_endpoint must be an https"),
            fault -> assertThat(fault).startsWith("extra.aws_access_key_id must be given"),
            fault -> assertThat(fault).startsWith("extra.aws_role_session_name must be"),
            fault -> assertThat(fault).startsWith("extra.username must be the database user"),
            fault -> assertThat(fault).startsWith("extra.aws_role_arn must be given"));
  }

  @Test
  void what_belongs_to_aws_is_refused_with_a_password() {
    assertThat(
            errors(
                json(
                    "{'host':'h','authType':'basic','username':'u','password':'p',"
                        + "'extra':{'aws_role_arn':'arn:aws:iam::1:role/x','aws_region':7}}")))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).startsWith("extra.aws_role_arn is not used"),
            fault -> assertThat(fault).startsWith("extra.aws_region is not used"),
            fault -> assertThat(fault).startsWith("extra.aws_region must be text"));
  }

  @Test
  void a_reference_is_kept_as_another_kind_of_json_and_read_late() {
    ObjectNode body = basic("h");
    body.put("password", "env:SOURCE_SECRET_A");
    extra(body).put("sslcert", CLIENT.pem()).put("sslkey", "file:/key").put("api_token", "env:B");

    CredentialRequest request =
        CredentialRequest.read(
            CredentialInput.read(JsonMembers.parse(body.toString()), "", new FieldErrors()),
            "",
            true,
            new FieldErrors());

    JsonNode sealed = Recorded.parse(new String(request.secret().json(), StandardCharsets.UTF_8));
    assertThat(sealed.path("password")).hasToString("{\"reference\":\"env:SOURCE_SECRET_A\"}");
    assertThat(sealed.path("extra.api_token").textValue())
        .as("what is of no use here is no reference")
        .isEqualTo("env:B");
    assertThat(SecretMembers.parse(request.secret().json())).isEqualTo(request.secret());
    ConnectionTarget target = target(body);
    assertThat(target.referenceNames()).isEqualTo("file:/key, env:SOURCE_SECRET_A");
    assertThat(target.signIn()).isEqualTo(new SignIn.Basic("u", ""));
    ConnectionTarget whole =
        target.secretReferences().orElseThrow().with(reference -> "of " + reference.text());
    assertThat(whole.signIn()).isEqualTo(new SignIn.Basic("u", "of env:SOURCE_SECRET_A"));
    assertThat(whole.tls().client().orElseThrow().keyPem()).isEqualTo("of file:/key");
    assertThat(whole.secretReferences()).isEmpty();
  }

  @Test
  void a_text_after_value_is_literal_and_stored_texts_are_never_taken_for_references() {
    ObjectNode body = basic("h");
    for (String literal : List.of("env:X", "value:x", "vault:", "x")) {
      body.put("password", "value:" + literal);
      assertThat(target(body).signIn()).isEqualTo(new SignIn.Basic("u", literal));
      assertThat(target(body).secretReferences()).isEmpty();
    }
    SignInValues stored =
        new SignInValues(
            "basic",
            "u",
            JsonMembers.NONE,
            SecretMembers.parse("{\"password\":\"env:HOME\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(Targets.of("h", 1, stored).signIn()).isEqualTo(new SignIn.Basic("u", "env:HOME"));
    assertThat(Targets.of("h", 1, stored).secretReferences()).isEmpty();
  }

  @Test
  void a_malformed_reference_is_told_without_being_quoted() {
    ObjectNode body = basic("h");
    body.put("password", "vault:hunter2");

    assertThat(errors(body))
        .singleElement()
        .asString()
        .startsWith("password looks like a reference vault:")
        .contains("vault:mount/path#key", "value:")
        .doesNotContain("hunter2");
  }

  @Test
  void the_external_id_of_a_role_is_kept_with_the_secret_alone_and_may_be_a_reference() {
    ObjectNode body =
        json(
            """
            {'host':'h','authType':'iam_role','extra':{'username':'u',
             'aws_role_arn':'arn:aws:iam::1:role/x','aws_external_id':'vault:kv/a#b c'}}\
            """);

    CredentialRequest request =
        CredentialRequest.read(
            CredentialInput.read(JsonMembers.parse(body.toString()), "", new FieldErrors()),
            "",
            true,
            new FieldErrors());
    assertThat(request.settledExtra().text("aws_external_id")).isEmpty();
    SignIn.Iam signIn =
        (SignIn.Iam)
            target(body).secretReferences().orElseThrow().with(reference -> "told").signIn();
    assertThat(signIn.role().orElseThrow().externalId()).contains("told");
  }

  private static ObjectNode basic(String host) {
    return json(
        "{'host':'%s','authType':'basic','username':'u','password':'p','extra':{}}"
            .formatted(host));
  }

  private static ObjectNode extra(ObjectNode body) {
    return body.withObject("/extra");
  }

  @Test
  void the_mode_is_prefer_unless_a_ca_or_the_host_tells_whom_to_trust() {
    assertThat(target(basic("db.example.org")).tls().mode()).isEqualTo(TlsMode.PREFER);
    for (String host :
        List.of(
            "shop.c9akciq32.eu-west-1.rds.amazonaws.com",
            "shop.c9akciq32.us-gov-west-1.rds.amazonaws.com",
            "shop.c9akciq32.rds.cn-north-1.amazonaws.com.cn",
            "shop.postgres.database.azure.com")) {
      assertThat(target(basic(host)).tls().mode()).as(host).isEqualTo(TlsMode.VERIFY_FULL);
    }
    ObjectNode withCa = basic("db.example.org");
    extra(withCa).put("sslrootcert", CA.pem());
    assertThat(target(withCa).tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
    ObjectNode chosen = basic("shop.c9akciq32.eu-west-1.rds.amazonaws.com");
    extra(chosen).put("sslmode", "require");
    assertThat(target(chosen).tls().mode()).isEqualTo(TlsMode.REQUIRE);
  }

  @Test
  void certificates_and_keys_are_kept_with_the_secret_alone() {
    ObjectNode body = basic("h");
    extra(body)
        .put("sslmode", "verify-full")
        .put("sslrootcert", CA.pem())
        .put("sslcert", CLIENT.pem())
        .put("sslkey", CLIENT.encryptedKey("key-word"))
        .put("sslpassword", "key-word");
    CredentialRequest request =
        CredentialRequest.read(
            CredentialInput.read(JsonMembers.parse(body.toString()), "", new FieldErrors()),
            "",
            true,
            new FieldErrors());

    assertThat(request.settledExtra().json()).isEqualTo("{\"sslmode\":\"verify-full\"}");
    assertThat(target(body).tls().client()).isPresent();
    assertThat(request.toString() + target(body) + request.values())
        .doesNotContain("BEGIN", "key-word");
  }

  @Test
  void every_fault_of_tls_is_listed() {
    ObjectNode body = basic("h");
    extra(body)
        .put("sslmode", "prefer")
        .put("sslrootcert", "/etc/passwd")
        .put("sslcert", CLIENT.pem())
        .put("sslkey", CA.client("other").key())
        .put("sslcrl", "x");

    assertThat(errors(body))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).startsWith("extra.sslrootcert is not used with"),
            fault ->
                assertThat(fault)
                    .startsWith("extra.sslrootcert")
                    .endsWith("never the path of a file"),
            fault -> assertThat(fault).startsWith("extra.sslkey must be the private key of the"),
            fault -> assertThat(fault).startsWith("extra.sslcrl is not known"));
  }

  @Test
  void keys_that_cannot_be_used_are_refused_without_being_quoted() {
    ObjectNode body = basic("h");
    extra(body)
        .put("sslmode", "maybe")
        .put("sslkey", CLIENT.encryptedKey("key-word"))
        .put("sslpassword", "other-word");

    assertThat(errors(body))
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).startsWith("extra.sslmode must be one of disable, allow"),
            fault ->
                assertThat(fault).startsWith("extra.sslkey").contains("that its password decrypts"),
            fault -> assertThat(fault).startsWith("extra.sslcert must be given with sslkey"))
        .noneMatch(fault -> fault.contains("key-word") || fault.contains("other-word"))
        .noneMatch(fault -> fault.contains("BEGIN ENC"));
    extra(body).remove("sslpassword");
    assertThat(errors(body)).anyMatch(fault -> fault.endsWith("is encrypted: give its password"));
    extra(body).put("sslkey", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
    assertThat(errors(body))
        .anyMatch(fault -> fault.contains("must contain a complete private key"));
  }
}
