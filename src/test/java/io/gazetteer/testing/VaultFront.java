package io.gazetteer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for HashiCorp Vault as its API is described publicly: the key-value store version 2 at
 * the mount {@code kv}, sign-in by token, AppRole and Kubernetes, sealing, and its error bodies.
 */
public final class VaultFront implements AutoCloseable {

  public static final String TOKEN = "hvs.marked-root-token";
  public static final String ROLE_ID = "role-7";
  public static final String SECRET_ID = "marked-secret-id";
  public static final String JWT = "marked.service.account";

  private static final String DATA = "/v1/kv/data/";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final Map<String, ObjectNode> secrets = new ConcurrentHashMap<>();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final AtomicInteger signIns = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final List<String> namespaces = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean sealed;
  private volatile boolean silent;

  private VaultFront(HttpServer server) {
    this.server = server;
    tokens.add(TOKEN);
  }

  public static VaultFront start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      VaultFront front = new VaultFront(server);
      server.createContext("/", front::answer);
      server.setExecutor(
          work -> {
            Thread thread = new Thread(work, "vault-front");
            thread.setDaemon(true);
            thread.start();
          });
      server.start();
      return front;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Writes a secret of one key. */
  public VaultFront write(String path, String key, String value) {
    secrets.put(path, json.createObjectNode().put(key, value));
    deleted.remove(path);
    return this;
  }

  /** Deletes its latest version. */
  public void delete(String path) {
    deleted.add(path);
  }

  /** Lets no policy read a path. */
  public void forbid(String path) {
    forbidden.add(path);
  }

  public void seal() {
    sealed = true;
  }

  /** From now on requests get no answer. */
  public void fallSilent() {
    silent = true;
  }

  /** Ends every token that a sign-in gave. */
  public void revokeTokens() {
    tokens.removeIf(token -> !token.equals(TOKEN));
  }

  public int signIns() {
    return signIns.get();
  }

  public int reads() {
    return reads.get();
  }

  /** The namespace of each request; empty text where it named none. */
  public List<String> namespaces() {
    return namespaces;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    namespaces.add(header(exchange, "X-Vault-Namespace"));
    if (silent) {
      try {
        closing.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    if (sealed) {
      send(exchange, 503, errors("Vault is sealed"));
    } else if (path.startsWith("/v1/auth/") && exchange.getRequestMethod().equals("POST")) {
      signIn(exchange, path, json.readTree(body));
    } else if (!tokens.contains(header(exchange, "X-Vault-Token"))) {
      send(exchange, 403, errors("permission denied"));
    } else if (path.startsWith(DATA) && exchange.getRequestMethod().equals("GET")) {
      read(exchange, path.substring(DATA.length()));
    } else {
      send(exchange, 404, errors());
    }
  }

  private void signIn(HttpExchange exchange, String path, JsonNode sent) throws IOException {
    signIns.incrementAndGet();
    boolean right =
        switch (path) {
          case "/v1/auth/approle/login" ->
              sent.path("role_id").asText().equals(ROLE_ID)
                  && sent.path("secret_id").asText().equals(SECRET_ID);
          case "/v1/auth/kubernetes/login" ->
              sent.path("role").asText().equals(ROLE_ID) && sent.path("jwt").asText().equals(JWT);
          default -> false;
        };
    if (!right) {
      send(exchange, path.contains("approle") ? 400 : 403, errors("marked-text-of-vault"));
      return;
    }
    String token = "hvs.marked-signed-in-" + signIns.get();
    tokens.add(token);
    ObjectNode answer = json.createObjectNode();
    answer.putObject("auth").put("client_token", token).put("lease_duration", 600);
    send(exchange, 200, answer);
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    reads.incrementAndGet();
    if (forbidden.contains(path)) {
      send(exchange, 403, errors("1 error occurred: permission denied marked-text-of-vault"));
    } else if (deleted.contains(path)) {
      ObjectNode answer = json.createObjectNode();
      answer.putObject("data").putNull("data").putObject("metadata").put("version", 1);
      send(exchange, 404, answer);
    } else if (!secrets.containsKey(path)) {
      send(exchange, 404, errors());
    } else {
      ObjectNode answer = json.createObjectNode().put("lease_duration", 0);
      ObjectNode data = answer.putObject("data");
      data.set("data", secrets.get(path));
      data.putObject("metadata").put("version", 1).put("destroyed", false);
      send(exchange, 200, answer);
    }
  }

  private ObjectNode errors(String... texts) {
    ObjectNode body = json.createObjectNode();
    List.of(texts).forEach(body.putArray("errors")::add);
    return body;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
