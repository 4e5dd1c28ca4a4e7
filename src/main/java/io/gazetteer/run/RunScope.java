package io.gazetteer.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One scope of a run.
 *
 * @param name unique within the run, for a crawl the database's name
 * @param position order of work, from 0
 * @param knownObjects objects expected; 0 when not known
 * @param doneObjects objects dealt with so far
 * @param attempts how often work on it was begun
 * @param warnings what is missing, when DEGRADED, and what is shown in another form than the
 *     source's, in any state
 * @param errorCode public code of the fault, when FAILED
 * @param errorMessage the fault in words and what to do, when FAILED
 */
public record RunScope(
    long id,
    long runId,
    String name,
    int position,
    ScopeState state,
    long knownObjects,
    long doneObjects,
    int attempts,
    long created,
    long changed,
    long archived,
    long unchanged,
    List<String> warnings,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {}
