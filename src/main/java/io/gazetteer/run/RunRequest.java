package io.gazetteer.run;

import io.gazetteer.identity.Caller;

/**
 * A request for a run.
 *
 * @param workflowName name of the workflow; the engine does not look it up
 * @param kind which {@link RunHandler} executes it
 */
public record RunRequest(String workflowName, String kind, RunOptions options, Caller caller) {}
