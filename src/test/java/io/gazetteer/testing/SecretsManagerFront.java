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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for AWS Secrets Manager: computes the signature of GetSecretValue anew and answers in
 * the service's JSON.
 */
public final class SecretsManagerFront implements AutoCloseable {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/secretsmanager/aws4_request, "
              + "SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  private final ObjectMapper json = new ObjectMapper();
  private final AwsAccount account;
  private final String region;
  private final HttpServer server;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Set<String> binaries = ConcurrentHashMap.newKeySet();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final AtomicInteger reads = new AtomicInteger();

  private SecretsManagerFront(AwsAccount account, String region, HttpServer server) {
    this.account = account;
    this.region = region;
    this.server = server;
  }

  public static SecretsManagerFront start(AwsAccount account, String region) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SecretsManagerFront front = new SecretsManagerFront(account, region, server);
      server.createContext("/", front::answer);
      server.start();
      return front;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The ARN of a secret of that name. */
  public String arn(String name) {
    return "arn:aws:secretsmanager:" + region + ":123456789012:secret:" + name;
  }

  public SecretsManagerFront write(String name, String text) {
    secrets.put(name, text);
    return this;
  }

  public void writeBinary(String name) {
    binaries.add(name);
  }

  public void deny(String name) {
    denied.add(name);
  }

  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    reads.incrementAndGet();
    Optional<String> refusal = signatureFault(exchange, body);
    JsonNode sent = json.readTree(body);
    String id = sent.path("SecretId").asText();
    String name = id.startsWith("arn:") ? id.substring(id.lastIndexOf(':') + 1) : id;
    if (refusal.isPresent()) {
      send(exchange, 400, fault(refusal.get()));
    } else if (!header(exchange, "X-Amz-Target").equals("secretsmanager.GetSecretValue")) {
      send(exchange, 400, fault("UnknownOperationException"));
    } else if (denied.contains(name)) {
      send(exchange, 400, fault("AccessDeniedException"));
    } else if (binaries.contains(name)) {
      send(exchange, 200, json.createObjectNode().put("Name", name).put("SecretBinary", "AAEC"));
    } else if (secrets.containsKey(name)) {
      send(
          exchange,
          200,
          json.createObjectNode()
              .put("ARN", arn(name))
              .put("Name", name)
              .put("SecretString", secrets.get(name)));
    } else {
      send(exchange, 400, fault("ResourceNotFoundException"));
    }
  }

  private Optional<String> signatureFault(HttpExchange exchange, String body) {
    Matcher header = AUTHORIZATION.matcher(header(exchange, "Authorization"));
    if (!header.matches()) {
      return Optional.of("IncompleteSignature");
    }
    Optional<AwsAccount.Key> key = account.key(header.group(1));
    if (key.isEmpty()) {
      return Optional.of("UnrecognizedClientException");
    }
    Map<String, String> signed = new LinkedHashMap<>();
    for (String name : header.group(4).split(";", -1)) {
      signed.put(name, header(exchange, name));
    }
    String expected =
        SigV4.signature(
            new SigV4.Request("POST", "/", Map.of(), signed, body),
            new SigV4.Scope(header(exchange, "X-Amz-Date"), region, "secretsmanager"),
            key.get().secret());
    boolean right =
        signed.containsKey("host")
            && header.group(3).equals(region)
            && header.group(5).equals(expected);
    return right ? Optional.empty() : Optional.of("InvalidSignatureException");
  }

  private ObjectNode fault(String type) {
    return json.createObjectNode().put("__type", type).put("Message", "marked-text-of-aws");
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
