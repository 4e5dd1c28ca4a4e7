package io.gazetteer.identity;

import static io.gazetteer.testing.Service.asAdmin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.ServiceTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients get when a change of entities fails as its transaction commits. */
@ServiceTest
class LateFailureResourceTest {

  private static final String NAME = LateFailureResource.USER;

  @Inject UserRepository users;
  @Inject Jdbi jdbi;

  @BeforeEach
  void add_the_user() {
    QuarkusTransaction.requiringNew()
        .run(() -> users.persist(new UserAccount(NAME, Instant.EPOCH)));
  }

  @AfterEach
  void delete_the_user() {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM app_user WHERE username = ?", NAME));
  }

  @Test
  void a_change_that_another_one_overtook_is_a_409() {
    asAdmin()
        .post("/api/v1/late-failure/overtaken")
        .then()
        .statusCode(409)
        .body("code", equalTo("CHANGED_MEANWHILE"));
  }

  @Test
  void an_entity_that_breaks_its_rules_is_our_error_and_not_the_clients() {
    asAdmin()
        .post("/api/v1/late-failure/invalid")
        .then()
        .statusCode(500)
        .body("code", equalTo("INTERNAL_ERROR"))
        .body(not(containsString("username")));
  }

  @Test
  void a_write_that_the_database_rejects_tells_the_client_nothing_of_the_row() {
    asAdmin()
        .post("/api/v1/late-failure/duplicate")
        .then()
        .statusCode(500)
        .body("code", equalTo("INTERNAL_ERROR"))
        .body(not(containsString(NAME)))
        .body(not(containsString("app_user")));
  }
}
