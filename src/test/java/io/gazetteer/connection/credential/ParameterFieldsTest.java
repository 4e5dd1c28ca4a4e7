package io.gazetteer.connection.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldError;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.ConnectionError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of driver and server in a credential. */
class ParameterFieldsTest {

  private final FieldErrors errors = new FieldErrors();

  private CredentialRequest read(ObjectNode extra) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("host", "h")
            .put("username", "u")
            .put("password", "p");
    body.set("extra", extra);
    return CredentialRequest.read(
        CredentialInput.read(JsonText.members(body, "", errors), "", errors), "", true, errors);
  }

  private static ObjectNode extra(String json) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(json);
  }

  @Test
  void members_of_extra_reach_the_target() throws JsonProcessingException {
    CredentialRequest request =
        read(
            extra(
                "{\"connectTimeout\": 12, \"target_session_attrs\": \"primary\","
                    + " \"options\": \"-c role=reader\", \"unknown\": 1}"));

    assertThat(errors.isEmpty()).isTrue();
    assertThat(request.uncheckedTarget(request.secret()).parameters().values())
        .isEqualTo(
            Map.of(
                "connectTimeout", "12",
                "targetServerType", "primary",
                "options", "-c role=reader"));
  }

  @Test
  void lines_of_the_form_reach_the_target() {
    CredentialRequest request =
        read(
            JsonNodeFactory.instance
                .objectNode()
                .put("driver_parameters", "connectTimeout=9\n\n options = -c role=reader\n"));

    assertThat(errors.isEmpty()).isTrue();
    assertThat(request.uncheckedTarget(request.secret()).parameters().values())
        .containsEntry("connectTimeout", "9")
        .containsEntry("options", "-c role=reader");
  }

  @Test
  void everything_wrong_in_lines_is_named_at_their_field() {
    read(
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "driver_parameters",
                "connectTimeout=0\nsocketFactory=evil.Class\nnonsense\noptions=-c lock_timeout=0"));

    assertThat(errors.errors())
        .extracting(FieldError::field)
        .containsOnly("extra.driver_parameters");
    assertThat(errors.errors())
        .extracting(FieldError::message)
        .anyMatch(message -> message.startsWith("connectTimeout must be"))
        .anyMatch(message -> message.startsWith("socketFactory is not accepted"))
        .anyMatch(message -> message.contains("one name=value per line"))
        .anyMatch(message -> message.contains("must not set lock_timeout"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socketFactory",
        "socketFactoryArg",
        "sslfactory",
        "sslhostnameverifier",
        "sslpasswordcallback",
        "authenticationPluginClassName",
        "xmlFactoryFactory",
        "connectExecutor",
        "jaasApplicationName",
        "sspiServiceClass",
        "loggerFile",
        "service",
        "passfile",
        "sslkeylogfile",
        "readOnlyMode"
      })
  void what_names_classes_or_files_is_rejected_by_name(String name) {
    read(JsonNodeFactory.instance.objectNode().put(name, "evil"));

    assertThat(errors.errors()).extracting(FieldError::field).isEqualTo(List.of("extra." + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iam_user", "iam_role"})
  void an_address_of_its_own_needs_a_verified_name_with_iam(String authType)
      throws JsonProcessingException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("host", "h");
    body.put("authType", authType).put("username", "u");
    for (String mode : List.of("require", "verify-ca")) {
      body.set(
          "extra", extra("{\"driver_parameters\": \"hostaddr=10.0.0.1\"}").put("sslmode", mode));
      FieldErrors found = new FieldErrors();
      CredentialRequest.read(
          CredentialInput.read(JsonText.members(body, "", found), "", found), "", false, found);
      assertThat(found.errors()).extracting(FieldError::field).containsExactly("extra.hostaddr");
    }

    body.set("extra", extra("{\"hostaddr\": \"10.0.0.1\"}"));
    CredentialRequest.read(
        CredentialInput.read(JsonText.members(body, "", errors), "", errors), "", false, errors);
    assertThat(errors.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "socketTimeout, 0",
    "hostaddr, db.internal",
    "connect_timeout, soon",
    "gssencmode, prefer"
  })
  void what_was_stored_unchecked_is_named_and_never_used(String name, String value) {
    SignInValues stored =
        new SignInValues(
            "basic",
            "u",
            JsonMembers.of(Map.of(name, value)),
            new SecretMembers(
                Map.of(SecretMembers.PASSWORD, new SecretMembers.Member("p", false))));

    assertThatThrownBy(() -> Targets.of("h", 5432, stored))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(ConnectionError.CREDENTIAL_INVALID))
        .hasMessageContaining("extra." + name);
  }
}
