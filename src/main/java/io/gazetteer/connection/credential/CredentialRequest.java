package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionTarget;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A credential as a client sends it. Contains secrets in clear, so it is never printed, stored or
 * sent back.
 *
 * @param secret members to encrypt, a JSON object; empty if nothing secret was sent
 * @param path prefix of field names in faults; may be empty
 */
public record CredentialRequest(
    String name,
    String host,
    int port,
    String authType,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> username,
    ObjectNode extra,
    Optional<String> description,
    ObjectNode secret,
    String path) {

  private static final String BASIC = "basic";
  private static final Set<String> AUTH_TYPES = Set.of("basic", "iam_user", "iam", "iam_role");

  /** No slash, comma, question mark or space, which would change the address. */
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]{1,253}");

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(password|passwd|secret|token|private|external_id).*");

  private static final Set<String> TEXTS = Set.of("database", "username", "dbuser", "region");

  private static final int MAX_PORT = 65_535;

  /** Limit of an index over names. */
  private static final int MAX_NAME_BYTES = 1_000;

  /**
   * Reads a body and adds every error to the faults.
   *
   * @param path path of the body in the request, for the faults; may be empty
   * @param complete true if it is used at once, so that user name and password are required
   * @return what could be read; must not be used if there are faults
   */
  public static CredentialRequest read(
      JsonNode body, String path, boolean complete, Faults faults) {
    Reader reader = new Reader(body, path.isEmpty() ? "" : path + ".", faults);
    if (!body.isObject()) {
      faults.add(path, "must be an object with host, port, authType and so on");
    }
    String host = reader.host();
    int port = reader.port();
    String authType = reader.authType();
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    ObjectNode extra = reader.extra(secret);
    Optional<String> username = reader.text("username");
    Optional<String> password = reader.text("password");
    password.ifPresent(
        text ->
            secret.set(
                "password",
                SecretMembers.read(
                    "password", TextNode.valueOf(text), reader.prefix() + "password", faults)));
    if (complete && authType.equals("basic")) {
      reader.require("username", username);
      reader.require("password", password);
    }
    String name = reader.text("name").orElse(host);
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      faults.add(reader.prefix() + "name", "must not be longer than 1,000 bytes of UTF-8");
    }
    SignInValues values = new SignInValues(authType, username.orElse(""), extra, secret);
    AwsFields.check(values, reader.prefix(), complete, faults);
    TlsFields.check(values, reader.prefix(), complete, faults);
    ParameterFields.check(values, reader.prefix(), faults);
    return new CredentialRequest(
        name,
        host,
        port,
        authType,
        reader.text("connectorType"),
        reader.text("connectorConfigName"),
        username,
        extra,
        reader.text("description"),
        secret,
        reader.prefix());
  }

  /** Reads what a person typed; otherwise as {@link #read(JsonNode, String, boolean, Faults)}. */
  public static CredentialRequest read(
      CredentialInput typed, String path, boolean complete, Faults faults) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("host", typed.host()).put("port", typed.port()).put("authType", typed.authType());
    if (typed.authType().equals(BASIC)) {
      body.put("username", typed.username()).put("password", typed.password());
    }
    if (!typed.name().isEmpty()) {
      body.put("name", typed.name());
    }
    if (!typed.connectorConfigName().isEmpty()) {
      body.put("connectorConfigName", typed.connectorConfigName());
    }
    typed.extra().forEach(body.putObject("extra")::put);
    return read(body, path, complete, faults);
  }

  /**
   * Reads a credential that is stored without a workflow; otherwise as {@link #read(JsonNode,
   * String, boolean, Faults)}.
   *
   * @param tested whether a connection test comes first
   */
  public static CredentialRequest readNew(JsonNode body, boolean tested, Faults faults) {
    CredentialRequest request = read(body, "", tested, faults);
    if (!tested) {
      TlsFields.checkPairs(request.values(), "", faults);
    }
    return request;
  }

  /**
   * Returns its target with a secret. Does not check whether the caller may use its references: see
   * {@link ReferenceCheck#target}.
   */
  ConnectionTarget uncheckedTarget(ObjectNode withSecret) {
    CredentialRequest settled = withSecret(withSecret);
    return Targets.of(
            host,
            port,
            new SignInValues(authType, username.orElse(""), settled.settledExtra(), withSecret))
        .withConnector(Targets.connector(connectorConfigName));
  }

  /** The same with another secret. */
  CredentialRequest withSecret(ObjectNode other) {
    return new CredentialRequest(
        name,
        host,
        port,
        authType,
        connectorType,
        connectorConfigName,
        username,
        extra,
        description,
        other,
        path);
  }

  /** Returns extra as stored: as sent, with the default TLS mode if none was sent. */
  ObjectNode settledExtra() {
    SignInValues values = values();
    ObjectNode settled = extra.deepCopy();
    if (values.extra(TlsFields.MODE).isEmpty()) {
      settled.put(TlsFields.MODE, TlsFields.defaultMode(host, values).wire());
    }
    return settled;
  }

  SignInValues values() {
    return new SignInValues(authType, username.orElse(""), extra, secret);
  }

  @Override
  public String toString() {
    return "CredentialRequest[name=" + name + ", host=" + host + ", port=" + port + "]";
  }

  private record Reader(JsonNode body, String prefix, Faults faults) {

    String host() {
      String host = text("host").map(String::strip).orElse("");
      if (host.isEmpty()) {
        faults.add(prefix + "host", "must be the name or address of the server");
      } else if (!HOST.matcher(host).matches()) {
        faults.add(prefix + "host", "must be one name or address, without port, slash or spaces");
      }
      return host;
    }

    int port() {
      JsonNode port = body.path("port");
      if (port.isMissingNode() || port.isNull()) {
        return 5432;
      }
      String text = port.isNumber() || port.isTextual() ? port.asText().strip() : "";
      int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (number < 1 || number > MAX_PORT) {
        faults.add(prefix + "port", "must be a whole number from 1 to 65535");
      }
      return number;
    }

    String authType() {
      String authType = text("authType").orElse("basic");
      if (!AUTH_TYPES.contains(authType)) {
        faults.add(prefix + "authType", "must be basic, iam_user, iam or iam_role");
      }
      return authType;
    }

    /** Moves secret members of extra to the secret. */
    ObjectNode extra(ObjectNode secret) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      JsonNode extra = body.path("extra");
      if (!extra.isObject() && !extra.isMissingNode() && !extra.isNull()) {
        faults.add(prefix + "extra", "must be an object");
      }
      for (Map.Entry<String, JsonNode> entry : extra.properties()) {
        requireText(entry.getKey(), entry.getValue());
        if (SECRET_KEY.matcher(entry.getKey()).matches() || TlsFields.isSecret(entry.getKey())) {
          String member = SignInValues.SEALED + entry.getKey();
          secret.set(member, SecretMembers.read(member, entry.getValue(), prefix + member, faults));
        } else {
          kept.set(entry.getKey(), entry.getValue());
        }
      }
      text("region").filter(region -> !region.isBlank()).ifPresent(region -> region(region, kept));
      return kept;
    }

    /** Checks members that have a meaning here; others are kept unchanged. */
    private void requireText(String name, JsonNode value) {
      boolean ours = TEXTS.contains(name) || name.startsWith("aws_") || name.startsWith("ssl");
      if (ours && !value.isNull() && !value.isTextual()) {
        faults.add(prefix + "extra." + name, "must be text");
      }
    }

    /** Some clients send the region outside extra. */
    private void region(String region, ObjectNode kept) {
      String other = kept.path("aws_region").asText("");
      if (other.isBlank()) {
        kept.put("aws_region", region);
      } else if (!other.equals(region)) {
        faults.add(prefix + "region", "differs from extra.aws_region");
      }
    }

    Optional<String> text(String field) {
      JsonNode value = body.path(field);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      if (!value.isTextual()) {
        faults.add(prefix + field, "must be text");
        return Optional.empty();
      }
      return Optional.of(value.textValue());
    }

    void require(String field, Optional<String> value) {
      if (value.filter(text -> !text.isEmpty()).isEmpty()) {
        faults.add(prefix + field, "must be given for authType basic");
      }
    }
  }
}
