package io.gazetteer.workflow;

import io.gazetteer.publish.PublishOptions;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a workflow besides source, filters and schedule.
 *
 * @param fullRead whether each run reads everything, including unchanged databases
 * @param offline where the files are; present only for extraction method S3
 * @param publishing how runs publish what they read
 * @param purge whether {@link DeleteConnectionPackage} removes assets with their history
 * @param parameters further parameters of the definition, in its order; only shown
 */
public record WorkflowSettings(
    boolean fullRead,
    Optional<OfflineLocation> offline,
    PublishOptions publishing,
    boolean purge,
    List<Parameter> parameters) {

  /** A parameter, for display. */
  public record Parameter(String name, String value) {}
}
