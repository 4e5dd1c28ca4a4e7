package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scope of a merge: one database, read completely except for what the filters exclude.
 *
 * @param runName the run, for the change log
 * @param excludedSchemas existing schemas that were not read; nothing in them is archived
 * @param excludedRelations by schema, existing relations that were not read; neither they nor their
 *     columns are archived
 * @param typesNotRead types that could not be read; no asset of them is archived
 * @param seen what the next crawl compares with; empty if it must read everything
 */
public record MergeScope(
    String connectionQualifiedName,
    String databaseName,
    String workflowName,
    String runName,
    Set<String> excludedSchemas,
    Map<String, Set<String>> excludedRelations,
    Set<String> typesNotRead,
    Optional<Fingerprints.Seen> seen) {

  public MergeScope {
    excludedSchemas = Set.copyOf(excludedSchemas);
    excludedRelations = Map.copyOf(excludedRelations);
    typesNotRead = Set.copyOf(typesNotRead);
  }

  /** A scope of which the next crawl must read everything. */
  public MergeScope(
      String connectionQualifiedName,
      String databaseName,
      String workflowName,
      String runName,
      Set<String> excludedSchemas,
      Map<String, Set<String>> excludedRelations,
      Set<String> typesNotRead) {
    this(
        connectionQualifiedName,
        databaseName,
        workflowName,
        runName,
        excludedSchemas,
        excludedRelations,
        typesNotRead,
        Optional.empty());
  }

  /** The same with what the next crawl compares with. */
  public MergeScope recognisedBy(Fingerprints.Seen newlySeen) {
    return new MergeScope(
        connectionQualifiedName,
        databaseName,
        workflowName,
        runName,
        excludedSchemas,
        excludedRelations,
        typesNotRead,
        Optional.of(newlySeen));
  }
}
