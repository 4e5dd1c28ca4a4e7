package io.gazetteer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Client of a service's API. Its token is never printed. */
final class ServiceClient {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int MAX_WORDS = 2_000;

  private final URI base;
  private final String token;
  private final ObjectMapper json = new ObjectMapper();
  // Redirects are not followed: they could carry the token elsewhere.
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServiceClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  String name() {
    return base.getAuthority();
  }

  JsonNode get(String path) {
    return json(request(path).GET().build());
  }

  /** Posts a body; null = none. */
  JsonNode post(String path, JsonNode body) {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    return json(request(path).header("Content-Type", "application/json").POST(content).build());
  }

  /** Reads a resource; empty if it does not exist. */
  Optional<JsonNode> find(String path) {
    HttpResponse<String> answer =
        send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(json(answer));
  }

  /** Changes a resource; empty if it does not exist. */
  Optional<JsonNode> change(String path, JsonNode body) {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString(UTF_8));
    return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(json(answer));
  }

  /** Opens a response body. The caller closes it. */
  InputStream open(String path) {
    HttpResponse<InputStream> answer =
        send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != OK) {
      try (InputStream words = answer.body()) {
        throw rejected(answer.statusCode(), new String(words.readNBytes(MAX_WORDS), UTF_8));
      } catch (IOException broken) {
        throw unreachable(broken);
      }
    }
    return answer.body();
  }

  /** Uploads a file to a signed link, at the address of the service and not the one in the link. */
  void put(String link, Path file) {
    URI signed = URI.create(link);
    String prefix = base.getPath() == null ? "" : base.getPath();
    String path = signed.getRawPath();
    String own = path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + own + "?" + signed.getRawQuery()))
              .timeout(ANSWER)
              .header("Content-Type", "application/octet-stream")
              .PUT(HttpRequest.BodyPublishers.ofFile(file))
              .build();
      HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != OK) {
        throw rejected(answer.statusCode(), answer.body());
      }
    } catch (FileNotFoundException gone) {
      throw new AppException(
          CommandError.FILES_DIFFER, "The file %s is gone or not readable".formatted(file), gone);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json, */*;q=0.5");
  }

  private JsonNode json(HttpRequest request) {
    return json(send(request, HttpResponse.BodyHandlers.ofString(UTF_8)));
  }

  private JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() != OK) {
      throw rejected(answer.statusCode(), answer.body());
    }
    try {
      return json.readTree(answer.body());
    } catch (IOException notJson) {
      throw new AppException(
          CommandError.SERVICE_UNREACHABLE,
          "What answers at %s is not this service: no JSON. Check --service".formatted(name()),
          notJson);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException failure) {
      throw unreachable(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw unreachable(new IOException(stop));
    }
  }

  private AppException unreachable(IOException failure) {
    return new AppException(
        CommandError.SERVICE_UNREACHABLE,
        "The service at %s does not answer (%s). Check --service, and that it runs"
            .formatted(name(), failure.getClass().getSimpleName()),
        failure);
  }

  private AppException rejected(int status, String body) {
    String words = words(body);
    return new AppException(
        CommandError.SERVICE_REFUSED,
        "The service at %s answered %d%s"
            .formatted(name(), status, words.isEmpty() ? "" : ": " + words));
  }

  /** Returns the message of an error body of either API family. */
  private String words(String body) {
    try {
      JsonNode error = json.readTree(body);
      String detail = error.path("detail").asText("");
      return detail.isEmpty() ? error.path("message").asText("") : detail;
    } catch (IOException notJson) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "ServiceClient[" + base + "]";
  }
}
