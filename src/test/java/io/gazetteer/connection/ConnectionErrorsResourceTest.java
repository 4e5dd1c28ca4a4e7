package io.gazetteer.connection;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@ServiceTest
class ConnectionErrorsResourceTest {

  @Inject Jdbi jdbi;
  @Inject OpenConnection openConnection;

  @Test
  void an_unknown_guid_is_no_connection() {
    Service.asAdmin()
        .get("/api/v1/connections/00000000-0000-4000-8000-000000000000")
        .then()
        .statusCode(404)
        .body("code", equalTo("CONNECTION_NOT_FOUND"));
  }

  @Test
  void a_connector_may_lack_an_authentication_method() {
    ConnectionTarget target =
        new ConnectionTarget(
                "localhost",
                1,
                Optional.of("any"),
                new SignIn.Basic("reader", "secret"),
                Tls.of(TlsMode.REQUIRE))
            .withConnector("h2");

    assertThatThrownBy(() -> openConnection.open(target, "any"))
        .hasFieldOrPropertyWithValue("code", ConnectionError.SIGN_IN_NOT_AVAILABLE);
  }

  @Test
  void a_connection_without_credential_cannot_be_examined() {
    WorkflowBuilder workflow = aWorkflow().of("postgres");
    workflow.submit().then().statusCode(200);
    String guid =
        jdbi.withHandle(
            handle -> {
              handle.execute(
                  "UPDATE connection SET default_credential_guid = NULL WHERE qualified_name = ?",
                  workflow.connection());
              return handle
                  .createQuery("SELECT guid FROM connection WHERE qualified_name = :name")
                  .bind("name", workflow.connection())
                  .mapTo(String.class)
                  .one();
            });

    Service.asAdmin()
        .get("/api/v1/connections/" + guid + "/tree")
        .then()
        .statusCode(400)
        .body("code", equalTo("CONNECTION_WITHOUT_CREDENTIAL"));
  }
}
