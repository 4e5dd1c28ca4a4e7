package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who open connections and never finish what they began to say. */
class HalfSentRequestsIT {

  private static final int CONNECTIONS = 60;

  @TempDir Path folder;

  @Test
  void headers_that_trickle_in_are_cut_off_and_one_address_cannot_take_all_connections()
      throws IOException {
    Map<String, String> settings = settings();
    settings.put("QUARKUS_HTTP_IDLE_TIMEOUT", "60S");
    settings.put("GAZETTEER_HTTP_HEADER_TIMEOUT", "2s");
    List<Socket> sockets = new ArrayList<>();
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      Socket trickling = connect(service, "127.0.0.1");
      sockets.add(trickling);
      send(trickling, "GET /q/health/live HTTP/1.1\r\nX: ");
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isClosedOnSending(trickling));

      // They send nothing, so that the program itself would not even learn of them.
      for (int i = 0; i < 2 * CONNECTIONS; i++) {
        sockets.add(connect(service, "127.0.0.1"));
      }
      Socket other = connect(service, "127.0.0.2");
      sockets.add(other);
      send(other, "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      byte[] answer = other.getInputStream().readNBytes("HTTP/1.1 200".length());
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", Postgres.jdbcUrl(Postgres.createDatabase("store")),
            "QUARKUS_DATASOURCE_USERNAME", "postgres",
            "QUARKUS_DATASOURCE_PASSWORD", "trusted",
            "GAZETTEER_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", Integer.toString(CONNECTIONS)));
  }

  private static Socket connect(ServiceProcess service, String from) throws IOException {
    URI address = URI.create(service.address());
    Socket socket = new Socket();
    socket.setSoTimeout(60_000);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isClosedOnSending(Socket socket) {
    try {
      send(socket, "x");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void a_service_that_is_full_of_half_sent_requests_answers_again_when_their_time_is_up()
      throws IOException {
    Map<String, String> settings = settings();
    settings.put("QUARKUS_HTTP_IDLE_TIMEOUT", "5S");
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
              () -> assertThat(service.ask("GET", "/api/v1/runs", null).has("items")).isTrue());
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
