package io.gazetteer.api.sdk.query;

import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import org.junit.jupiter.api.Test;

@ServiceTest
class QueryStreamResourceTest {

  @Test
  void a_query_is_rejected_with_a_status_that_clients_do_not_retry() {
    Service.asAdmin()
        .body("{\"sql\": \"SELECT 1\"}")
        .post("/api/sql/query/stream")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("QUERY_NOT_SERVED"));
  }
}
