package io.gazetteer.connection.rest;

import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.credential.CredentialInput;
import java.util.Objects;
import java.util.Optional;

/**
 * A server and how to sign in to it, to be tried before it is stored. Every component may be null.
 *
 * @param port null = 5432
 * @param database database to connect to; goes before the one in {@code extra}
 */
public record ConnectionTestRequest(
    String host,
    Integer port,
    String database,
    String authType,
    String username,
    String password,
    String region,
    JsonMembers extra) {

  CredentialInput credential() {
    JsonMembers sent = Objects.requireNonNullElse(extra, JsonMembers.NONE);
    return new CredentialInput(
        "",
        text(host),
        port == null ? "" : port.toString(),
        text(authType),
        Optional.ofNullable(username),
        Optional.ofNullable(password),
        Optional.ofNullable(region),
        database == null ? sent : sent.with("database", database),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String text(String sent) {
    return Objects.requireNonNullElse(sent, "");
  }

  /** Without the credential's secrets. */
  @Override
  public String toString() {
    return "ConnectionTestRequest[host=" + host + "]";
  }
}
