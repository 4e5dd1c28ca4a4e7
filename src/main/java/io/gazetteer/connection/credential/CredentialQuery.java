package io.gazetteer.connection.credential;

import java.util.Optional;
import java.util.UUID;

/**
 * Which credentials to list; an empty part does not restrict.
 *
 * @param active false returns none, because purged ones are not listed
 * @param limit maximum number
 * @param offset number to skip
 */
public record CredentialQuery(
    Optional<UUID> guid,
    Optional<String> name,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> authType,
    Optional<String> host,
    boolean active,
    int limit,
    int offset) {

  /** Returns a query for all credentials that are not archived. */
  public static CredentialQuery all(int limit) {
    return new CredentialQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        limit,
        0);
  }
}
