package io.gazetteer.connection.credential;

import java.util.Optional;
import java.util.UUID;

/** Which credentials to list; an empty part does not restrict. */
record CredentialFilter(
    Optional<UUID> guid,
    Optional<String> name,
    Optional<String> connectorType,
    Optional<String> connectorConfigName,
    Optional<String> authType,
    Optional<String> host,
    boolean active) {}
