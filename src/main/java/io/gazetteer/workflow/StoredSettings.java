package io.gazetteer.workflow;

import io.gazetteer.publish.PublishOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The column {@code workflow.settings}: the settings of a workflow that have no column of their
 * own. Null = not given.
 */
record StoredSettings(
    boolean excludeViews,
    boolean excludeEmptyTables,
    boolean extensionSchemas,
    boolean fullRead,
    String bucket,
    String prefix,
    String region,
    Boolean publish,
    String publishStore,
    Integer publishKeepRuns,
    Integer publishKeepDays,
    boolean purge,
    List<WorkflowSettings.Parameter> parameters) {

  static StoredSettings of(WorkflowContent content) {
    CrawlFilter filter = content.filter();
    WorkflowSettings settings = content.settings();
    PublishOptions publishing = settings.publishing();
    return new StoredSettings(
        !filter.views(),
        !filter.emptyTables(),
        filter.extensionSchemas(),
        settings.fullRead(),
        settings.offline().map(OfflineLocation::bucket).orElse(null),
        settings.offline().map(OfflineLocation::prefix).orElse(null),
        settings.offline().flatMap(OfflineLocation::region).orElse(null),
        publishing.enabled().orElse(null),
        publishing.store().orElse(null),
        publishing.keepRuns().orElse(null),
        publishing.keepDays().orElse(null),
        settings.purge(),
        settings.parameters());
  }

  WorkflowSettings settings() {
    return new WorkflowSettings(
        fullRead,
        Optional.ofNullable(bucket)
            .map(
                name ->
                    new OfflineLocation(
                        name, Objects.requireNonNullElse(prefix, ""), Optional.ofNullable(region))),
        new PublishOptions(
            Optional.ofNullable(publish),
            Optional.ofNullable(publishStore),
            Optional.ofNullable(publishKeepRuns),
            Optional.ofNullable(publishKeepDays)),
        purge,
        Objects.requireNonNullElse(parameters, List.of()));
  }

  /** Returns the filters, completed with those that have columns of their own. */
  CrawlFilter filter(
      Map<String, List<String>> include,
      Map<String, List<String>> exclude,
      Optional<String> tableRegex,
      boolean archiveFilteredOut) {
    return new CrawlFilter(
        include,
        exclude,
        tableRegex,
        !excludeViews,
        !excludeEmptyTables,
        archiveFilteredOut,
        extensionSchemas);
  }
}
