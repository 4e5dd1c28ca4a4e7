package io.gazetteer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Requests that a public SDK really sent, and the answers it was content with. */
public final class Recorded {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong EPOCH = new AtomicLong(1_500_000_000L);

  private Recorded() {}

  /** The exchange of a flow with the given method and path. */
  public static JsonNode exchange(String flow, String method, String path) {
    try (InputStream file = Recorded.class.getResourceAsStream("/recorded/" + flow + ".json")) {
      for (JsonNode exchange : JSON.readTree(file).path("requests")) {
        if (exchange.path("method").asText().equals(method)
            && exchange.path("path").asText().equals(path)) {
          return exchange;
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    throw new IllegalArgumentException(flow + " has no " + method + " " + path);
  }

  /** The names of all recorded flows, in the order of recording. */
  public static Stream<String> flows() {
    List<String> names = new ArrayList<>();
    read("_index").forEach(flow -> names.add(flow.path("flow").asText()));
    return names.stream();
  }

  /** A flow with its exchanges; none where the client asked nothing. */
  public static JsonNode flow(String name) {
    return read(name);
  }

  private static JsonNode read(String name) {
    try (InputStream file = Recorded.class.getResourceAsStream("/recorded/" + name + ".json")) {
      return JSON.readTree(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The body of a recorded creation, under a workflow name that no other test uses. */
  public static ObjectNode creation(String flow) {
    JsonNode body = exchange(flow, "POST", "/api/service/workflows").path("body");
    String old = body.at("/metadata/name").asText().replace("atlan-postgres-", "");
    String text = body.toString().replace(old, Long.toString(EPOCH.incrementAndGet()));
    return parse(text);
  }

  public static ObjectNode parse(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
