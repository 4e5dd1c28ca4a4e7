package io.gazetteer.workflow;

import io.gazetteer.publish.PublishOptions;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a workflow besides source, filters and schedule.
 *
 * @param fullRead whether each of its runs reads everything, unchanged databases included
 * @param offline where the files are; there for extraction method S3 alone
 * @param publishing what becomes of what its runs read
 * @param purge for {@link DeleteConnectionPackage}: whether assets are removed with their history
 * @param parameters what the definition names besides, in its order, without meaning here; people
 *     are shown it
 */
public record WorkflowSettings(
    boolean fullRead,
    Optional<OfflineLocation> offline,
    PublishOptions publishing,
    boolean purge,
    List<Parameter> parameters) {

  /** A parameter as people read it. */
  public record Parameter(String name, String value) {}
}
