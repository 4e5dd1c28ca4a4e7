package io.gazetteer.connection.credential;

import java.util.Optional;
import java.util.UUID;

/**
 * Which credentials to list; an empty part does not restrict.
 *
 * @param active false finds none, as those that were purged are not listed
 * @param limit how many at most
 * @param offset how many are skipped from the start
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

  /** All credentials in use, so many at most. */
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
