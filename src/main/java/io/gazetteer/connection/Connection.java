package io.gazetteer.connection;

import io.gazetteer.common.JsonMembers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A named server.
 *
 * @param qualifiedName for example {@code default/postgres/1700000000}; never changes
 * @param attributes what was sent with it and has no component of its own here
 * @param adminRoles role guids
 * @param adminUsers user names; at least one of the three lists is not empty
 */
public record Connection(
    String qualifiedName,
    UUID guid,
    String name,
    String connectorName,
    Optional<String> category,
    JsonMembers attributes,
    List<String> adminRoles,
    List<String> adminGroups,
    List<String> adminUsers,
    Optional<Boolean> allowQuery,
    Optional<Boolean> allowQueryPreview,
    Optional<Long> rowLimit,
    Optional<UUID> defaultCredentialGuid,
    Instant createdAt,
    String createdBy,
    Instant updatedAt) {}
