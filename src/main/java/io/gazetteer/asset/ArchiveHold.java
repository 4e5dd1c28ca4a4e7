package io.gazetteer.asset;

import java.time.Instant;
import java.util.Optional;

/**
 * Archiving that waits for approval.
 *
 * @param databaseName the database; empty for whole databases
 * @param workflowName the workflow whose run would archive
 * @param runName the run that held it back
 * @param candidates how many assets would be archived
 * @param filteredOut how many of them still exist at the source and are excluded by the filters
 * @param list identifies the list of these assets; an approval names it and covers no other list
 * @param active how many active assets the connection had
 * @param approvedBy user who approved it; empty until then
 */
public record ArchiveHold(
    String connectionQualifiedName,
    String databaseName,
    String workflowName,
    String runName,
    long candidates,
    long filteredOut,
    String list,
    long active,
    Instant at,
    Optional<String> approvedBy) {}
