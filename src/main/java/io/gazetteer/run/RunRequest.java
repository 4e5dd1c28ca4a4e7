package io.gazetteer.run;

import io.gazetteer.identity.Caller;

/**
 * A run that somebody asks for.
 *
 * @param workflowName name of the workflow; the engine does not look it up
 * @param kind which {@link RunHandler} does it
 * @param caller who asks for it
 */
public record RunRequest(String workflowName, String kind, RunOptions options, Caller caller) {}
