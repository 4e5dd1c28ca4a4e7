package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.run.LogLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A run of a service that the command waits for. */
final class ServiceRun {

  private static final int LOG_PAGE = 1000;
  private static final Duration LOOK_EACH = Duration.ofMillis(500);

  private final ServiceClient client;
  private final String name;
  private final ProgressLine progress;
  private String cursor = "";

  ServiceRun(ServiceClient client, String name, ProgressLine progress) {
    this.client = client;
    this.name = name;
    this.progress = progress;
  }

  static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Waits until the run ends and prints its log.
   *
   * @return the run; empty if the wait was stopped, and the run continues
   */
  Optional<JsonNode> awaitEnd() {
    progress.begins(name, 1, 1);
    while (!progress.stopped()) {
      JsonNode found = client.get("/api/v1/runs/" + part(name));
      passLogOn();
      String state = found.at("/run/state").asText("");
      if (state.equals("SUCCEEDED") || state.equals("FAILED") || state.equals("CANCELLED")) {
        passLogOn();
        progress.ends();
        return Optional.of(found.path("run"));
      }
      long done = 0;
      long known = 0;
      for (JsonNode scope : found.path("scopes")) {
        done += scope.path("doneObjects").asLong();
        known += scope.path("knownObjects").asLong();
      }
      progress.progress(done, known);
      progress.pause(LOOK_EACH);
    }
    progress.ends();
    return Optional.empty();
  }

  private void passLogOn() {
    String next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    JsonNode page =
        client.get("/api/v1/runs/%s/log?limit=%d%s".formatted(part(name), LOG_PAGE, next));
    for (JsonNode line : page.path("items")) {
      progress.log(
          LogLevel.valueOf(line.path("level").asText("INFO")), line.path("message").asText());
    }
    cursor = page.path("next").asText(cursor);
  }

  static int exitCode(JsonNode run) {
    if (!run.path("state").asText("").equals("SUCCEEDED")) {
      return ExitCode.RUN_FAILED;
    }
    return run.path("degraded").asBoolean() ? ExitCode.DEGRADED : ExitCode.COMPLETE;
  }
}
