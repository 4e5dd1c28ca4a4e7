package io.gazetteer.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a workflow.
 *
 * @param name the workflow's name, a dash and five characters; unique
 * @param kind which {@link RunHandler} executes it
 * @param requestedById guid of the user who requested it
 * @param degraded true if it ended and some scope failed or was read only in part
 * @param message why it ended so; empty while it runs or if there is nothing to report
 * @param attempts how often a worker started it; above 1 after a crash
 * @param knownObjects number of objects expected in all scopes; 0 if not known
 * @param doneObjects number of objects processed so far in all scopes
 */
public record Run(
    long id,
    String name,
    UUID uid,
    String workflowName,
    String kind,
    RunOptions options,
    RunState state,
    String requestedById,
    String requestedBy,
    boolean degraded,
    Optional<String> message,
    int attempts,
    long knownObjects,
    long doneObjects,
    long created,
    long changed,
    long archived,
    long unchanged,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> cancelRequestedAt) {}
