package io.gazetteer.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own, to be started, asked, stopped and killed. */
public final class ServiceProcess implements AutoCloseable {

  public static final String TOKEN = "process-token-0123456789";
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final int port;
  private final Path output;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /** Starts it with settings over a clean environment and waits until it is ready. */
  public static ServiceProcess start(Path folder, Map<String, String> settings) {
    ServiceProcess started = launch(folder, settings);
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !started.process.isAlive() || started.isReady());
    if (!started.process.isAlive()) {
      throw new IllegalStateException("the program ended: " + started.output());
    }
    return started;
  }

  /** Starts it without waiting for anything. */
  public static ServiceProcess launch(Path folder, Map<String, String> settings) {
    try {
      Files.createDirectories(folder);
      Path output = Files.createTempFile(folder, "output", ".log");
      int port = Ports.free();
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx384m",
              "-Duser.timezone=America/St_Johns",
              "-jar",
              System.getProperty("gazetteer.jar"));
      Map<String, String> environment = new HashMap<>(settings);
      environment.putIfAbsent("GAZETTEER_ADMIN_TOKEN", TOKEN);
      environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
      environment.put("QUARKUS_HTTP_HOST", "localhost");
      environment.put("GAZETTEER_RUN_HEARTBEAT_INTERVAL", "1s");
      environment.put("GAZETTEER_RUN_POLL_INTERVAL", "200ms");
      builder.environment().putAll(environment);
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new ServiceProcess(builder.start(), port, output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where it listens. */
  public String address() {
    return "http://localhost:" + port;
  }

  private boolean isReady() {
    try {
      return send("GET", "/q/health/ready", null).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** The answer to a request of the administrator; null when it is no JSON. */
  public JsonNode ask(String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          method + " " + path + " was answered " + response.statusCode() + " " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The answer to a request of the administrator, whatever its status. */
  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until it has ended by itself and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the program does not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Ends it as {@code kill -9} does: it gets to clean up nothing. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    awaitExit();
  }
}
