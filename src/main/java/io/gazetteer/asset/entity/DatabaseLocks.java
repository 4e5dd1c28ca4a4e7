package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetError;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Locks databases, so that people and crawls do not change rows of the same assets at once, which
 * could deadlock.
 */
final class DatabaseLocks {

  private DatabaseLocks() {}

  /**
   * Waits until no crawl writes the databases of the assets, and keeps crawls from it until the
   * transaction ends.
   *
   * @throws AppException ASSET_BUSY when a crawl takes longer than ten seconds
   */
  static void take(Handle handle, Collection<Asset> assets) {
    lock(
        handle,
        assets.stream()
            .filter(asset -> asset.place().database() != null)
            .map(asset -> asset.connectionQualifiedName() + "/" + asset.place().database())
            .toList());
  }

  /** The same for databases of one connection. */
  static void take(Handle handle, String connectionQualifiedName, Collection<String> databases) {
    lock(
        handle,
        databases.stream().map(database -> connectionQualifiedName + "/" + database).toList());
  }

  private static void lock(Handle handle, Collection<String> databases) {
    try {
      handle.execute(SqlFiles.of(DatabaseLocks.class, "wait_at_most"));
      // Always in the same order, so that two who want the same ones do not wait for each other.
      for (String database : new TreeSet<>(databases)) {
        handle
            .createQuery(SqlFiles.of(DatabaseLocks.class, "lock"))
            .bind("database", database)
            .mapTo(String.class)
            .list();
      }
    } catch (JdbiException failure) {
      if (failure.getCause() instanceof SQLException cause
          && SqlState.LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        throw new AppException(
            AssetError.ASSET_BUSY,
            "A crawl is writing to this database. Try again when its run has ended",
            failure);
      }
      throw failure;
    }
  }
}
