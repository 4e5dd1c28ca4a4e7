package io.gazetteer.connection.credential;

import io.gazetteer.common.JsonMembers;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored credential without its secret.
 *
 * @param authType basic, iam_user, iam or iam_role
 * @param username as sent; for iam_user and iam the access key, not the database user
 * @param extra what was sent besides and is not secret, for example {@code database}
 * @param version starts at 1 and increases with each change
 */
public record Credential(
    UUID guid,
    String name,
    String host,
    int port,
    String authType,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> username,
    JsonMembers extra,
    Optional<String> description,
    long version,
    Instant createdAt,
    String createdBy,
    Instant updatedAt) {

  public Optional<String> database() {
    return extra.text("database");
  }
}
