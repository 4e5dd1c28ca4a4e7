package io.gazetteer.asset.entity;

import io.gazetteer.common.SqlFiles;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Archives or removes all assets of a connection, batch by batch. It checks no permission: only the
 * worker that runs a workflow calls it, and the permission was checked when the workflow was
 * submitted.
 */
@ApplicationScoped
public class RemoveConnection {

  private static final int BATCH_ASSETS = 5000;
  private static final int LONGEST_SECONDS = 900;

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * What is to be removed, and in whose name.
   *
   * @param purge true = remove with history and what people wrote; false = archive
   */
  public record Removal(
      String connectionQualifiedName, boolean purge, String workflowName, String runName) {}

  /**
   * How far a removal is.
   *
   * @param removed how many assets the batch took
   * @param path path of the last asset that was looked at
   * @param typeName its type
   */
  public record Position(long removed, String path, String typeName) {}

  /** Returns how many assets a removal takes, without the asset of the connection itself. */
  public long count(Removal removal) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("count"))
                .bind("connection", removal.connectionQualifiedName())
                .bind("all", removal.purge())
                .mapTo(Long.class)
                .one());
  }

  /** Where a removal begins. */
  public Position start(Removal removal) {
    return new Position(0, removal.connectionQualifiedName() + "/", "");
  }

  /**
   * Takes the next batch, in a transaction of its own. Beginning again from the start takes what is
   * left.
   *
   * @return empty when there is no further asset
   * @throws io.gazetteer.common.AppException ASSET_BUSY when a crawl writes a database of it;
   *     nothing of the batch is then done
   */
  @Transactional
  public Optional<Position> next(Removal removal, Position after) {
    return jdbi.withHandle(
        handle -> {
          lock(handle, removal);
          Query query =
              handle
                  .createQuery(sql(removal.purge() ? "purge_batch" : "archive_batch"))
                  .bind("connection", removal.connectionQualifiedName())
                  .bind("path", after.path())
                  .bind("type", after.typeName())
                  .bind("limit", BATCH_ASSETS);
          if (!removal.purge()) {
            query
                .bind("workflow", removal.workflowName())
                .bind("run", removal.runName())
                .bind("now", clock.instant());
          }
          Position position =
              query
                  .map(
                      (row, context) ->
                          new Position(
                              row.getLong("removed"),
                              row.getString("qualified_name"),
                              row.getString("type_name")))
                  .one();
          return Optional.of(position).filter(reached -> reached.path() != null);
        });
  }

  /**
   * Takes the connection's own asset, once all others are gone, and what is noted about its crawls.
   * Its definition stays: workflows name it, and a further crawl would make it findable again.
   */
  @Transactional
  public void finish(Removal removal) {
    jdbi.useHandle(
        handle -> {
          String connection = removal.connectionQualifiedName();
          if (removal.purge()) {
            handle.createUpdate(sql("purge_own")).bind("connection", connection).execute();
            handle.createUpdate(sql("forget_syncs")).bind("connection", connection).execute();
            handle.createUpdate(sql("forget_reads")).bind("connection", connection).execute();
            handle.createUpdate(sql("forget_merges")).bind("connection", connection).execute();
            handle
                .createUpdate(sql("forget_fingerprints"))
                .bind("connection", connection)
                .execute();
          } else {
            handle
                .createUpdate(sql("archive_own"))
                .bind("connection", connection)
                .bind("workflow", removal.workflowName())
                .bind("run", removal.runName())
                .bind("now", clock.instant())
                .execute();
          }
          handle.createUpdate(sql("forget_holds")).bind("connection", connection).execute();
        });
  }

  /**
   * Forgets the names that no asset has any more, in a transaction of its own; to be called after a
   * purge. Merges wait for it with their last steps, and it for theirs.
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  public void forgetNames() {
    jdbi.useHandle(
        handle -> {
          handle.execute(sql("lock_names"));
          handle.createUpdate(sql("forget_names")).execute();
          handle.createUpdate(sql("forget_name_counts")).execute();
        });
  }

  private static void lock(Handle handle, Removal removal) {
    List<String> databases =
        handle
            .createQuery(sql("databases"))
            .bind("connection", removal.connectionQualifiedName())
            .mapTo(String.class)
            .list();
    DatabaseLocks.take(handle, removal.connectionQualifiedName(), databases);
  }

  private static String sql(String statement) {
    return SqlFiles.of(RemoveConnection.class, statement);
  }
}
