package io.gazetteer.connection.credential;

import java.util.Map;

/**
 * A credential as typed by a person. Contains secrets in clear, so it is never printed or stored.
 *
 * @param name empty = named like the host
 * @param port as typed; empty = 5432
 * @param authType basic, iam_user, iam or iam_role
 * @param username empty if the authentication method has none
 * @param password likewise
 * @param extra further fields by name, for example {@code database}; none of them blank
 * @param connectorConfigName names the connector; empty = PostgreSQL
 */
public record CredentialInput(
    String name,
    String host,
    String port,
    String authType,
    String username,
    String password,
    Map<String, String> extra,
    String connectorConfigName) {

  /** Returns a copy with another name and connector. */
  public CredentialInput named(String newName, String newConnectorConfigName) {
    return new CredentialInput(
        newName, host, port, authType, username, password, extra, newConnectorConfigName);
  }

  @Override
  public String toString() {
    return "CredentialInput[host=" + host + "]";
  }
}
