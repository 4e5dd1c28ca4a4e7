package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program without its catalog database. */
class LostStoreIT {

  private static final String SEARCH = "/api/meta/search/indexsearch";
  private static final String QUERY = "{\"dsl\": {\"size\": 1, \"query\": {\"match_all\": {}}}}";

  @TempDir Path folder;

  @Test
  void a_service_that_cannot_restart_its_embedded_server_ends_with_status_1() throws IOException {
    Map<String, String> settings =
        Map.of("GAZETTEER_DATA_DIR", folder.resolve("data").toString(), "GAZETTEER_DEMO", "false");
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      assertThat(service.ask("GET", "/api/v1/runs", null).has("items")).isTrue();
      long postmaster =
          Long.parseLong(
              Files.readAllLines(folder.resolve("data/store/postmaster.pid")).get(0).strip());
      Files.move(folder.resolve("data/cache"), folder.resolve("away"));
      ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();

      assertThat(service.awaitExit()).as(service.output()).isEqualTo(1);
      assertThat(service.output())
          .contains("the embedded catalog database ended by itself")
          .contains("does not stay up; this process ends");
    }
  }

  @Test
  void while_the_catalog_database_is_down_each_family_of_the_api_says_so() throws IOException {
    EmbeddedPostgres server =
        EmbeddedServers.start(EmbeddedPostgres.builder().setServerConfig("fsync", "off"));
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", server.getJdbcUrl("postgres", "postgres"),
            "QUARKUS_DATASOURCE_USERNAME", "postgres",
            "QUARKUS_DATASOURCE_PASSWORD", "trusted",
            "GAZETTEER_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      server.close();

      HttpResponse<String> own = awaitStatus(service, "GET", "/api/v1/runs", null, 503);
      assertThat(own.headers().firstValue("Retry-After")).hasValue("5");
      HttpResponse<String> sdk = awaitStatus(service, "POST", SEARCH, QUERY, 500);
      assertThat(sdk.body()).contains("\"code\":500").contains("STORE_UNAVAILABLE");
      assertThat(probe(service, "ready")).isEqualTo(503);
      assertThat(probe(service, "live")).isEqualTo(200);
    }
  }

  /** As an orchestrator asks: without a token, which could not be looked up. */
  private static int probe(ServiceProcess service, String check) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(service.address() + "/q/health/" + check).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static HttpResponse<String> awaitStatus(
      ServiceProcess service, String method, String path, String body, int status) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.send(method, path, body), answer -> answer.statusCode() == status);
  }
}
