package io.gazetteer.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class StoreBusyResourceTest {

  private static final int MOST_REJECTED = 10;

  @Inject AgroalDataSource pool;

  private static RequestSpecification asAdmin() {
    return given().header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN);
  }

  @Test
  void a_catalog_database_that_is_away_is_503_with_a_time_to_come_again() {
    asAdmin()
        .get("/api/v1/failing/store-away")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .contentType("application/problem+json")
        .body("status", equalTo(503))
        .body("code", equalTo("STORE_UNAVAILABLE"))
        .body(not(containsString("internal-detail")));
  }

  // One of the SDKs takes 503 for an answer without content.
  @Test
  void the_sdks_are_answered_with_500_in_their_body() {
    asAdmin()
        .get("/api/service/failing/store-away")
        .then()
        .statusCode(500)
        .header("Retry-After", equalTo("5"))
        .body("code", equalTo(500))
        .body("errorCode", equalTo("STORE_UNAVAILABLE"))
        .body("message", containsString("catalog database"));
  }

  @Test
  void nobody_can_be_signed_in_while_the_pool_has_no_connection_left() throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      takeAll(all);
      asAdmin()
          .get("/api/v1/runs")
          .then()
          .statusCode(503)
          .header("Retry-After", equalTo("5"))
          .body("code", equalTo("STORE_UNAVAILABLE"))
          .body("detail", containsString("busy"));
      asAdmin()
          .get("/api/service/whoami")
          .then()
          .statusCode(500)
          .body("errorCode", equalTo("STORE_UNAVAILABLE"));
      given()
          .redirects()
          .follow(false)
          .formParam("j_username", "admin")
          .formParam("j_password", StoreResource.ADMIN_PASSWORD)
          .post("/j_security_check")
          .then()
          .statusCode(503)
          .contentType(containsString("text/html"))
          .body(containsString("busy"));
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    asAdmin().get("/api/v1/runs").then().statusCode(200);
  }

  private void takeAll(List<Connection> all) throws SQLException {
    int rejected = 0;
    while (pool.getMetrics().availableCount() > 0 || all.size() < 20) {
      try {
        all.add(pool.getConnection());
      } catch (SQLException busy) {
        // The service itself may hold one for a while, which is wanted too.
        rejected++;
        if (rejected > MOST_REJECTED) {
          throw busy;
        }
      }
    }
  }
}
