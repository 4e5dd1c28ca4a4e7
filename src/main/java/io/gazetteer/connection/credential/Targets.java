package io.gazetteer.connection.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import java.util.Optional;

/** Makes targets out of what credentials say. */
final class Targets {

  private Targets() {}

  static ConnectionTarget of(
      String host, int port, String authType, String username, JsonNode extra, JsonNode secret) {
    SignIn signIn =
        authType.equals("basic")
            ? new SignIn.Basic(username, secret.path("password").asText(""))
            : new SignIn.NotAvailable(authType, extra.path("username").asText(""));
    Optional<String> database =
        Optional.of(extra.path("database").asText("")).filter(name -> !name.isBlank());
    return new ConnectionTarget(host, port, database, signIn);
  }
}
