package io.gazetteer.workflow;

/**
 * What a stored workflow is to say from now on. The stored credential stays where the content
 * brings and names none; name and connection never change.
 */
public record WorkflowPatch(WorkflowContent content) {}
