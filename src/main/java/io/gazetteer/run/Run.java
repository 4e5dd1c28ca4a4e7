package io.gazetteer.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a workflow.
 *
 * @param name the workflow's name, a dash and five characters; unique
 * @param kind which {@link RunHandler} does it
 * @param requestedById guid of the user who asked for it
 * @param requestedBy user name of who asked for it
 * @param degraded true when it ended and some scope was read only in part or failed
 * @param message what ended it, in words; empty while it goes on or when there is nothing to say
 * @param attempts how often a worker took it up; above 1 after a crash
 * @param knownObjects objects expected, over all scopes; 0 when not known
 * @param doneObjects objects dealt with so far, over all scopes
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
