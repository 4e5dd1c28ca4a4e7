package io.gazetteer.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged service, started by its script, with its own embedded catalog database. It is driven
 * through its REST API only.
 */
final class ShippedService implements AutoCloseable {

  private static final String TOKEN = "bench-token-0123456789";
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration CRAWL_LIMIT = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final int port;
  private final Path data;
  private final HttpClient http = HttpClient.newHttpClient();

  private ShippedService(Process process, int port, Path data) {
    this.process = process;
    this.port = port;
    this.data = data;
  }

  /** The script that starts it. */
  static Path program() {
    return Path.of(System.getProperty("bench.program", "gazetteer")).toAbsolutePath();
  }

  /**
   * Starts it without the settings of whoever runs the benchmark, and waits until it is ready.
   *
   * @param heap as in {@code -Xmx}
   */
  static ShippedService start(Path data, String heap) throws IOException, InterruptedException {
    int port = Ports.free();
    ProcessBuilder builder = new ProcessBuilder(program().toString());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GAZETTEER_"));
    environment.keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    environment.putAll(
        Map.of(
            "GAZETTEER_DATA_DIR",
            data.toString(),
            "GAZETTEER_DEMO",
            "false",
            "GAZETTEER_ADMIN_TOKEN",
            TOKEN,
            "GAZETTEER_JAVA_OPTIONS",
            "-Xmx" + heap,
            "QUARKUS_HTTP_HOST",
            "localhost",
            "QUARKUS_HTTP_PORT",
            Integer.toString(port)));
    Path log = data.resolveSibling("service.log");
    builder.directory(data.getParent().toFile());
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
    ShippedService service = new ShippedService(builder.start(), port, data);
    try {
      await()
          .atMost(START_LIMIT)
          .pollInterval(POLL)
          .until(() -> !service.process.isAlive() || service.isReady());
    } catch (ConditionTimeoutException late) {
      service.close();
      throw new IllegalStateException("The service did not start; see " + log, late);
    }
    if (!service.process.isAlive()) {
      throw new IllegalStateException("The service ended; see " + log);
    }
    return service;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return send("GET", "/q/health/ready", null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s %s returned %d: %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }

  /** Stores a workflow for one database, with its connection and credential, and runs it. */
  Run firstCrawl(ShippedWorkflow workflow) throws IOException, InterruptedException {
    return crawl("/api/service/workflows?submit=true", workflow.definition(), workflow);
  }

  /** Runs a stored workflow again. */
  Run crawlAgain(ShippedWorkflow workflow) throws IOException, InterruptedException {
    return crawl("/api/service/workflows/submit", workflow.submission(), workflow);
  }

  private Run crawl(String path, String body, ShippedWorkflow workflow)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ask("POST", path, body);
    String latest = "/api/v1/runs?limit=1&workflow=" + workflow.name();
    String name = ask("GET", latest, null).at("/items/0/name").asText();
    JsonNode run =
        await()
            .atMost(CRAWL_LIMIT)
            .pollDelay(Duration.ZERO)
            .pollInterval(POLL)
            .until(
                () -> ask("GET", "/api/v1/runs/" + name, null).path("run"),
                now -> now.path("finishedAt").isTextual());
    long wall = (System.nanoTime() - start) / 1_000_000;
    if (!run.path("state").asText().equals("SUCCEEDED")) {
      throw new IllegalStateException("A crawl as shipped failed: " + run);
    }
    return Run.of(run, wall);
  }

  /** Number of assets that are not archived. */
  long assets() throws IOException, InterruptedException {
    long sum = 0;
    for (JsonNode count : ask("GET", "/api/v1/assets/counts", null)) {
      sum += count.asLong();
    }
    return sum;
  }

  /** A connection to its catalog database, only for what the service itself does not report. */
  Connection catalog() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:"
            + Files.readString(data.resolve("store.port")).strip()
            + "/gazetteer",
        "postgres",
        Files.readString(data.resolve("store.password")).strip());
  }

  /** Process number of the server of its catalog database. */
  long catalogPid() throws IOException {
    return Servers.pid(data.resolve("store"));
  }

  long cpuMillis() {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  /** Stops it as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
