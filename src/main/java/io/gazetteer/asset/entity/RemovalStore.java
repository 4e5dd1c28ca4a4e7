package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Archives and removes assets. Every method runs in the transaction of its caller. */
@ApplicationScoped
class RemovalStore {

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * Archives or removes assets with all that is inside, of connections the asset alone. Assets that
   * are archived already stay so.
   *
   * @return how many assets that were
   * @throws io.gazetteer.common.AppException ASSET_BUSY when a crawl writes their database
   */
  long remove(Collection<Asset> assets, DeleteType type, Caller caller) {
    return jdbi.withHandle(
        handle -> {
          DatabaseLocks.take(handle, assets);
          long removed = 0;
          for (Asset asset : assets) {
            Query query =
                handle
                    .createQuery(
                        SqlFiles.of(
                            RemovalStore.class, type == DeleteType.SOFT ? "archive" : "purge"))
                    .bind("guid", asset.guid())
                    .bind("type", asset.typeName())
                    .bind("path", asset.qualifiedName());
            removed +=
                (type == DeleteType.SOFT
                        ? query.bind("by", caller.username()).bind("now", clock.instant())
                        : query.bind("history", type == DeleteType.PURGE))
                    .mapTo(Long.class)
                    .one();
          }
          return removed;
        });
  }
}
