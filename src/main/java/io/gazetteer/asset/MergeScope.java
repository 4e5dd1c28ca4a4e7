package io.gazetteer.asset;

import java.util.Map;
import java.util.Set;

/**
 * What a stage stands for: one database, read completely, save what was left out on purpose.
 *
 * @param connectionQualifiedName the connection
 * @param databaseName the database
 * @param workflowName workflow whose run it is
 * @param runName the run, for the change log
 * @param schemasLeftOut schemas that exist and were not read; nothing in them is archived
 * @param relationsLeftOut by schema, relations that exist and were not read; neither they nor their
 *     columns are archived
 * @param typesNotRead types of which nothing could be read; none of them is archived
 */
public record MergeScope(
    String connectionQualifiedName,
    String databaseName,
    String workflowName,
    String runName,
    Set<String> schemasLeftOut,
    Map<String, Set<String>> relationsLeftOut,
    Set<String> typesNotRead) {

  public MergeScope {
    schemasLeftOut = Set.copyOf(schemasLeftOut);
    relationsLeftOut = Map.copyOf(relationsLeftOut);
    typesNotRead = Set.copyOf(typesNotRead);
  }
}
