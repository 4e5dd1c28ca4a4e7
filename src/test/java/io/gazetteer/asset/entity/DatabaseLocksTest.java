package io.gazetteer.asset.entity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.asset.AssetError;
import io.gazetteer.testing.StoreDatabase;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class DatabaseLocksTest {

  private static final String CONNECTION = "default/postgres/1700000001";

  @Test
  void a_database_that_a_crawl_writes_is_busy() {
    StoreDatabase store = StoreDatabase.create();
    Jdbi jdbi = store.jdbi();
    // A Jdbi uses one handle per thread.
    Jdbi other = store.jdbi();
    jdbi.useTransaction(
        crawl -> {
          DatabaseLocks.take(crawl, CONNECTION, List.of("shop"));

          assertThatThrownBy(
                  () ->
                      other.useTransaction(
                          person -> DatabaseLocks.take(person, CONNECTION, List.of("shop"))))
              .hasFieldOrPropertyWithValue("code", AssetError.ASSET_BUSY);
        });
  }
}
