package io.gazetteer.connection.credential;

import io.gazetteer.common.JsonMembers;
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

  @Override
  public String toString() {
    return "CredentialInput[host=" + host + "]";
  }
}
