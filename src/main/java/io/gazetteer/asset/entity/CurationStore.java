package io.gazetteer.asset.entity;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Stores what people write about assets. Every method runs in its caller's transaction. */
@ApplicationScoped
class CurationStore {

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /**
   * Makes other writers wait until the transaction ends.
   *
   * @param restored assets that are to be brought back
   * @throws io.gazetteer.common.AppException ASSET_BUSY when a crawl writes the database of one of
   *     them
   */
  void lock(Collection<Asset> restored) {
    jdbi.useHandle(
        handle -> {
          handle.createQuery(sql("lock")).mapTo(String.class).list();
          if (!restored.isEmpty()) {
            DatabaseLocks.take(handle, restored);
          }
        });
  }

  /**
   * Lays attributes over the crawled ones; writes nothing where nothing differs.
   *
   * @param changes by the SDKs' names; no value takes away what a person wrote
   * @return whether readers see a difference
   */
  boolean write(UUID guid, Map<String, AttributeValue> changes, Caller caller) {
    if (changes.isEmpty()) {
      return false;
    }
    Map<String, AttributeValue> set = new LinkedHashMap<>(changes);
    set.values().removeIf(AttributeValue.none()::equals);
    List<String> removed =
        changes.keySet().stream().filter(name -> !set.containsKey(name)).toList();
    Instant now = clock.instant();
    int written =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql("write"))
                    .bind("guid", guid)
                    .bind("set", new AttributeValue.Members(set).json())
                    .bindArray("removed", String.class, removed.toArray())
                    .bind("by", caller.username())
                    .bind("now", now)
                    .bind("millis", now.toEpochMilli())
                    .execute());
    return written > 0;
  }

  /**
   * Brings an archived asset back, and what was archived with it; changes nothing about an active
   * one.
   *
   * @param asset one of those that were locked
   * @return whether it was archived
   */
  boolean restore(Asset asset, Caller caller) {
    int restored =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql("restore"))
                    .bind("guid", asset.guid())
                    .bind("by", caller.username())
                    .bind("now", clock.instant())
                    .execute());
    return restored > 0;
  }

  private static String sql(String statement) {
    return SqlFiles.of(CurationStore.class, statement);
  }
}
