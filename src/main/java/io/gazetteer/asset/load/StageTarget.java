package io.gazetteer.asset.load;

/**
 * What a stage is opened for.
 *
 * @param workflowName workflow of the run, recorded as the creator of new assets
 * @param dryRun true = its merge will be rolled back, so nothing may be written before it
 */
public record StageTarget(
    String connectionQualifiedName, String databaseName, String workflowName, boolean dryRun) {}
