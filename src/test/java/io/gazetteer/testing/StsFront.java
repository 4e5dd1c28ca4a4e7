package io.gazetteer.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for AWS's security token service: checks the signature of AssumeRole, the role's trust
 * and the external id, and gives keys for an hour.
 */
public final class StsFront implements AutoCloseable {

  /** How long the keys of a role last. */
  public static final Duration VALIDITY = Duration.ofHours(1);

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/sts/aws4_request, "
              + "SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  private final AwsAccount account;
  private final String region;
  private final HttpServer server;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  private StsFront(AwsAccount account, String region, HttpServer server) {
    this.account = account;
    this.region = region;
    this.server = server;
  }

  public static StsFront start(AwsAccount account, String region) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      StsFront front = new StsFront(account, region, server);
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

  /** The parameters of every request so far. */
  public List<Map<String, String>> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> parameters = SigV4.decoded(body);
    requests.add(parameters);
    Optional<String> refusal = signatureFault(exchange, body).or(() -> shapeFault(parameters));
    if (refusal.isPresent()) {
      send(exchange, error(refusal.get()), refusal.get().equals("ValidationError") ? 400 : 403);
      return;
    }
    String caller = account.key(accessKey(exchange)).orElseThrow().principal();
    Optional<AwsAccount.Role> role = account.role(parameters.get("RoleArn"));
    boolean trusted =
        role.isPresent()
            && role.get().caller().equals(caller)
            && (role.get().externalId().isEmpty()
                || role.get()
                    .externalId()
                    .equals(Optional.ofNullable(parameters.get("ExternalId"))));
    if (trusted) {
      send(exchange, session(parameters.get("RoleArn")), 200);
    } else {
      send(exchange, error("AccessDenied"), 403);
    }
  }

  private Optional<String> signatureFault(HttpExchange exchange, String body) {
    Matcher header = AUTHORIZATION.matcher(header(exchange, "Authorization"));
    if (!header.matches()) {
      return Optional.of("IncompleteSignature");
    }
    Optional<AwsAccount.Key> key = account.key(header.group(1));
    if (key.isEmpty()) {
      return Optional.of("InvalidClientTokenId");
    }
    if (!key.get().sessionToken().orElse("").equals(header(exchange, "X-Amz-Security-Token"))) {
      return Optional.of("InvalidClientTokenId");
    }
    if (!account.clock().instant().isBefore(key.get().endsAt())) {
      return Optional.of("ExpiredToken");
    }
    Map<String, String> signed = new LinkedHashMap<>();
    for (String name : header.group(4).split(";", -1)) {
      signed.put(name, header(exchange, name));
    }
    String expected =
        SigV4.signature(
            new SigV4.Request("POST", "/", Map.of(), signed, body),
            new SigV4.Scope(header(exchange, "X-Amz-Date"), region, "sts"),
            key.get().secret());
    boolean right =
        signed.containsKey("host")
            && header.group(3).equals(region)
            && header.group(5).equals(expected);
    return right ? Optional.empty() : Optional.of("SignatureDoesNotMatch");
  }

  private static Optional<String> shapeFault(Map<String, String> parameters) {
    boolean right =
        "AssumeRole".equals(parameters.get("Action"))
            && parameters.getOrDefault("RoleSessionName", "").length() >= 2
            && parameters.getOrDefault("ExternalId", "xx").length() >= 2;
    return right ? Optional.empty() : Optional.of("ValidationError");
  }

  private String session(String arn) {
    Instant ends = account.clock().instant().plus(VALIDITY);
    String id = "ASIA" + System.nanoTime();
    account.sessionOf(arn, id, "secret-of-" + id, "token-of-" + id, ends);
    return """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
        <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>"""
        .formatted(id, "secret-of-" + id, "token-of-" + id, ends);
  }

  private static String error(String code) {
    return """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
        <Code>%s</Code><Message>marked-text-of-aws</Message></Error><RequestId>1</RequestId></ErrorResponse>"""
        .formatted(code);
  }

  private static String accessKey(HttpExchange exchange) {
    Matcher header = AUTHORIZATION.matcher(header(exchange, "Authorization"));
    return header.matches() ? header.group(1) : "";
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, String text, int status) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
