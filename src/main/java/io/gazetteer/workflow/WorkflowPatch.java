package io.gazetteer.workflow;

/**
 * A new definition of a stored workflow. The stored credential is kept if the content neither
 * contains nor names one; name and connection never change.
 */
public record WorkflowPatch(WorkflowContent content) {}
