package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ServiceClient answering(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return new ServiceClient(
        URI.create("http://localhost:" + server.getAddress().getPort()), "a-token");
  }

  @Test
  void an_error_of_the_service_is_passed_on_with_its_message() {
    ServiceClient client = answering(409, "{\"detail\": \"The run has ended\"}");

    assertThatThrownBy(() -> client.get("/api/v1/runs"))
        .hasFieldOrPropertyWithValue("code", CommandError.SERVICE_REFUSED)
        .hasMessageContainingAll("409", "The run has ended");
  }

  @Test
  void an_answer_that_is_no_json_comes_from_something_else() {
    ServiceClient client = answering(200, "<html>");

    assertThatThrownBy(() -> client.get("/api/v1/runs"))
        .hasFieldOrPropertyWithValue("code", CommandError.SERVICE_UNREACHABLE)
        .hasMessageContaining("--service");
  }
}
