package io.gazetteer.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One scope of a run.
 *
 * @param name unique within the run, for a crawl the database's name
 * @param position order of work, from 0
 * @param knownObjects number of objects expected; 0 if not known
 * @param doneObjects number of objects processed so far
 * @param attempts how often it was started
 * @param warnings what is missing if DEGRADED, and in any state what differs in form from the
 *     source
 * @param errorCode public code of the error if FAILED
 * @param errorMessage what failed, why and what to do, if FAILED
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
