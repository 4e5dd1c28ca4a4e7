package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who open connections and never finish what they began to say. */
class HalfSentRequestsIT {

  private static final int CONNECTIONS = 60;

  @TempDir Path folder;

  @Test
  void a_service_that_is_full_of_half_sent_requests_answers_again_when_their_time_is_up()
      throws IOException {
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", Postgres.jdbcUrl(Postgres.createDatabase("store")),
            "QUARKUS_DATASOURCE_USERNAME", "postgres",
            "QUARKUS_DATASOURCE_PASSWORD", "trusted",
            "GAZETTEER_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS),
            "QUARKUS_HTTP_IDLE_TIMEOUT", "5S");
    List<Socket> half = new ArrayList<>();
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      URI address = URI.create(service.address());
      for (int i = 0; i < 2 * CONNECTIONS; i++) {
        Socket socket = new Socket(address.getHost(), address.getPort());
        half.add(socket);
        socket.setSoTimeout(30_000);
        socket
            .getOutputStream()
            .write("GET /q/health HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
      }
      for (Socket socket : half) {
        assertThat(isClosed(socket)).isTrue();
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(service.ask("GET", "/api/v1/runs", null).has("runs")).isTrue());
    } finally {
      for (Socket socket : half) {
        socket.close();
      }
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
