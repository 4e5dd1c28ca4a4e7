package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.Kinds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Saves the asset of a connection, so that people find it while the first crawl is still running.
 */
@ApplicationScoped
public class SaveConnectionAsset {

  @Inject Jdbi jdbi;
  @Inject AssetStore assets;
  @Inject Clock clock;

  /**
   * Inserts or updates the asset of a connection; doing so again with the same content changes
   * nothing. The worker that runs a workflow calls it; who submitted the workflow was allowed to.
   *
   * @param guid guid of the connection, which the asset shares
   * @param attributes by the SDKs' names, without name and qualified name
   */
  @Transactional
  public void save(
      UUID guid,
      String qualifiedName,
      String name,
      Map<String, AttributeValue> attributes,
      String workflowName,
      String runName) {
    store(guid, qualifiedName, name, attributes, new Author(workflowName, runName, null));
  }

  /**
   * The asset that a connection has now; empty where it has none. For the worker, as {@link #save}
   * is.
   */
  public Optional<Asset> find(String qualifiedName) {
    Asset.Parent path = new Asset.Parent(Kinds.CONNECTION.typeName(), qualifiedName);
    return Optional.ofNullable(assets.byPaths(Set.of(path)).get(path));
  }

  /**
   * As {@link #save}, in the name of a person, who was allowed to.
   *
   * @return whether anything changed
   */
  @Transactional
  public boolean saveFor(
      String username,
      UUID guid,
      String qualifiedName,
      String name,
      Map<String, AttributeValue> attributes) {
    return store(guid, qualifiedName, name, attributes, new Author(username, null, username));
  }

  private record Author(String name, String runName, String person) {}

  private boolean store(
      UUID guid,
      String qualifiedName,
      String name,
      Map<String, AttributeValue> attributes,
      Author author) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(SqlFiles.of(SaveConnectionAsset.class, "save"))
                    .bind("guid", guid)
                    .bind("path", qualifiedName)
                    .bind("name", name)
                    .bind("attributes", new AttributeValue.Members(attributes).json())
                    .bind("by", author.name())
                    .bind("run", author.runName())
                    .bind("person", author.person())
                    .bind("now", clock.instant())
                    .execute())
        > 0;
  }
}
