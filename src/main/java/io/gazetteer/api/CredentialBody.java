package io.gazetteer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.Faults;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.credential.CredentialInput;
import java.util.Optional;

/** Reads a credential as the SDKs send it. */
public final class CredentialBody {

  /** Neither a port nor an authentication method. */
  private static final String INVALID = "?";

  private final JsonNode body;
  private final String prefix;
  private final Faults faults;

  private CredentialBody(JsonNode body, String prefix, Faults faults) {
    this.body = body;
    this.prefix = prefix;
    this.faults = faults;
  }

  /**
   * Reads a credential and notes what is of the wrong type.
   *
   * @param path where it stands in the request, for the faults; may be empty
   */
  public static CredentialInput read(JsonNode body, String path, Faults faults) {
    if (!body.isObject()) {
      faults.add(path, "must be an object with host, port, authType and so on");
    }
    return new CredentialBody(body, path.isEmpty() ? "" : path + ".", faults).read();
  }

  private CredentialInput read() {
    return new CredentialInput(
        text("name").orElse(""),
        text("host").orElse(""),
        port(),
        text("authType").map(CredentialBody::given).orElse(""),
        text("username"),
        text("password"),
        text("region"),
        extra(),
        text("connectorType"),
        text("connectorConfigName"),
        text("description"));
  }

  /** A number or a text; anything else is no port. */
  private String port() {
    JsonNode port = body.path("port");
    return port.isContainerNode() || port.isBoolean()
        ? INVALID
        : port.isTextual() ? given(port.textValue()) : port.asText("");
  }

  /** An empty text is no choice of the default, which is to leave the member out. */
  private static String given(String text) {
    return text.isBlank() ? INVALID : text;
  }

  private JsonMembers extra() {
    JsonNode extra = body.path("extra");
    if (extra.isMissingNode() || extra.isNull()) {
      return JsonMembers.NONE;
    }
    if (!extra.isObject()) {
      faults.add(prefix + "extra", "must be an object");
      return JsonMembers.NONE;
    }
    return JsonMembers.parse(extra.toString());
  }

  private Optional<String> text(String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      faults.add(prefix + name, "must be text");
    }
    return Optional.ofNullable(value.textValue());
  }
}
