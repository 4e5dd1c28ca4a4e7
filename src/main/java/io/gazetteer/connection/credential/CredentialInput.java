package io.gazetteer.connection.credential;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.MemberReader;
import java.util.Optional;

/**
 * A credential as a person types it or a client sends it, before it is checked. Holds secrets in
 * clear, so it is never printed or stored.
 *
 * @param name empty = named like the host
 * @param port as typed; empty = 5432
 * @param authType basic, iam_user, iam or iam_role; empty = basic
 * @param region AWS region, where it stands beside extra
 * @param connectorConfigName names the connector; empty = PostgreSQL
 */
public record CredentialInput(
    String name,
    String host,
    String port,
    String authType,
    Optional<String> username,
    Optional<String> password,
    Optional<String> region,
    JsonMembers extra,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> description) {

  /** Neither a port nor an authentication method. */
  private static final String INVALID = "?";

  /**
   * Reads a credential as clients send it and notes each member of the wrong type.
   *
   * @param path where it stands in the request, for the errors; may be empty
   * @return what could be read; must not be used if there are errors
   */
  public static CredentialInput read(JsonMembers sent, String path, FieldErrors errors) {
    MemberReader reader = new MemberReader(sent, path.isEmpty() ? "" : path + ".", errors);
    return new CredentialInput(
        reader.text("name").orElse(""),
        reader.text("host").orElse(""),
        given(sent, "port", sent.written("port")),
        given(sent, "authType", reader.text("authType").orElse("")),
        reader.text("username"),
        reader.text("password"),
        reader.text("region"),
        reader.object("extra"),
        reader.text("connectorType"),
        reader.text("connectorConfigName"),
        reader.text("description"));
  }

  /** A blank text does not choose the default: that is done by omitting the member. */
  private static String given(JsonMembers sent, String name, String text) {
    return sent.has(name) && text.isBlank() ? INVALID : text;
  }

  /** One that names neither itself nor a connector. */
  public static CredentialInput of(
      String host,
      String port,
      String authType,
      Optional<String> username,
      Optional<String> password,
      JsonMembers extra) {
    return new CredentialInput(
        "",
        host,
        port,
        authType,
        username,
        password,
        Optional.empty(),
        extra,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public CredentialInput named(String newName, String newConnectorConfigName) {
    return new CredentialInput(
        newName,
        host,
        port,
        authType,
        username,
        password,
        region,
        extra,
        connectorType,
        Optional.of(newConnectorConfigName),
        description);
  }

  /** Returns a copy that connects to that database, whatever {@code extra} says. */
  public CredentialInput inDatabase(String database) {
    return new CredentialInput(
        name,
        host,
        port,
        authType,
        username,
        password,
        region,
        extra.with("database", database),
        connectorType,
        connectorConfigName,
        description);
  }

  @Override
  public String toString() {
    return "CredentialInput[host=" + host + "]";
  }
}
