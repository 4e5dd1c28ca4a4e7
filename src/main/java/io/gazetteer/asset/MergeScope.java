package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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
 * @param seen by what the database will be recognised when it is unchanged; empty where that cannot
 *     be or where anything was not read
 */
public record MergeScope(
    String connectionQualifiedName,
    String databaseName,
    String workflowName,
    String runName,
    Set<String> schemasLeftOut,
    Map<String, Set<String>> relationsLeftOut,
    Set<String> typesNotRead,
    Optional<Fingerprints.Seen> seen) {

  public MergeScope {
    schemasLeftOut = Set.copyOf(schemasLeftOut);
    relationsLeftOut = Map.copyOf(relationsLeftOut);
    typesNotRead = Set.copyOf(typesNotRead);
  }

  /** Of a database that will not be recognised. */
  public MergeScope(
      String connectionQualifiedName,
      String databaseName,
      String workflowName,
      String runName,
      Set<String> schemasLeftOut,
      Map<String, Set<String>> relationsLeftOut,
      Set<String> typesNotRead) {
    this(
        connectionQualifiedName,
        databaseName,
        workflowName,
        runName,
        schemasLeftOut,
        relationsLeftOut,
        typesNotRead,
        Optional.empty());
  }

  /** The same, to be recognised by what was seen. */
  public MergeScope recognisedBy(Fingerprints.Seen newlySeen) {
    return new MergeScope(
        connectionQualifiedName,
        databaseName,
        workflowName,
        runName,
        schemasLeftOut,
        relationsLeftOut,
        typesNotRead,
        Optional.of(newlySeen));
  }

  /** Notes in the session's table of it what was left out; nothing where all was read. */
  void noteLeftOut(Handle handle) {
    if (schemasLeftOut.isEmpty() && relationsLeftOut.isEmpty()) {
      return;
    }
    String insert = SqlFiles.of(Stage.class, "insert_left_out");
    try (PreparedBatch batch = handle.prepareBatch(insert)) {
      for (String schema : schemasLeftOut) {
        batch.bind("schema", BoundedText.place(schema)).bind("relation", (String) null).add();
      }
      relationsLeftOut.forEach(
          (schema, relations) ->
              relations.forEach(
                  relation ->
                      batch
                          .bind("schema", BoundedText.place(schema))
                          .bind("relation", BoundedText.bounded(relation, BoundedText.MAX_NAME))
                          .add()));
      batch.execute();
    }
  }
}
