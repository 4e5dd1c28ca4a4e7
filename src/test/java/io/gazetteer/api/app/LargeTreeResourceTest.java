package io.gazetteer.api.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Ten thousand schemas are listed and tested in seconds. */
@ServiceTest
class LargeTreeResourceTest {

  private static final Logger LOG = Logger.getLogger(LargeTreeResourceTest.class);
  private static final int SCHEMAS = 10_000;

  @Test
  void ten_thousand_schemas_are_listed_and_checked_in_seconds() {
    String database = Postgres.createDatabase("large_tree");
    for (int from = 0; from < SCHEMAS; from += 1_000) {
      Postgres.execute(
          database,
          """
          DO $$ BEGIN FOR i IN %d..%d LOOP
            EXECUTE format('CREATE SCHEMA tenant_%%s', i);
            EXECUTE format('CREATE TABLE tenant_%%s.t (a int)', i);
          END LOOP; END $$"""
              .formatted(from, from + 999));
    }
    String credential =
        """
        "host": "localhost", "port": %d, "authType": "basic", "username": "postgres",
        "password": "x", "extra": {"database": "%s"}"""
            .formatted(Postgres.port(), database);
    List<?> rows =
        timed("metadata", "/metadata", "{" + credential + "}").jsonPath().getList("data");
    assertThat(rows).hasSize(SCHEMAS + 1);
    assertThat(
            timed(
                    "check",
                    "/check",
                    """
                    {"credentials": {%s}, "metadata": {"include-filter": "{\\"^%s$\\": [\\"^tenant_.*$\\"]}"}}"""
                        .formatted(credential, database))
                .jsonPath()
                .getString("data.tablesCheck.successMessage"))
        .contains("Table count: " + SCHEMAS);
  }

  private static Response timed(String what, String path, String body) {
    long begun = System.nanoTime();
    Response answer = Service.asAdmin().body(body).post("/workflows/v1" + path);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    LOG.infof("%s of %d schemas took %d ms", what, SCHEMAS, took.toMillis());
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
    return answer;
  }
}
