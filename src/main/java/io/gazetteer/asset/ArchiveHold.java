package io.gazetteer.asset;

import java.time.Instant;
import java.util.Optional;

/**
 * Archiving that waits for a person.
 *
 * @param databaseName the database; empty for databases that the server no longer lists
 * @param runName the run that held it back
 * @param candidates how many assets would be archived
 * @param active how many active assets the connection had
 * @param approvedBy who said yes; empty while nobody has
 */
public record ArchiveHold(
    String connectionQualifiedName,
    String databaseName,
    String runName,
    long candidates,
    long active,
    Instant at,
    Optional<String> approvedBy) {}
