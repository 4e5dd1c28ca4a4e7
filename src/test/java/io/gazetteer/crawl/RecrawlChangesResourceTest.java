package io.gazetteer.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.CatalogChanges;
import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceTest;
import io.restassured.path.json.JsonPath;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After each change the catalogue is what a crawl from nothing makes of the source. */
@ServiceTest
@Tag("slow")
class RecrawlChangesResourceTest {

  private static final int STEPS = 40;

  @Inject Jdbi store;

  @Test
  void after_each_kind_of_change_the_catalogue_is_that_of_a_first_crawl()
      throws IOException, SQLException {
    try (EmbeddedPostgres server =
            EmbeddedServers.start(
                EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_wal_senders", "0"));
        Connection changing = server.getPostgresDatabase().getConnection()) {
      CatalogChanges.load(changing, 15);
      RecrawlScenario crawls = new RecrawlScenario(store, server.getPort(), "postgres");
      crawls.execute("ANALYZE");
      crawls.start();
      int parts = 0;
      for (CatalogChanges.Step step : CatalogChanges.changes()) {
        step.make(changing);
        JsonPath run = crawls.againAsAFirst(step.name());
        assertThat(RecrawlScenario.wasSkipped(run)).as(step.name()).isFalse();
        parts += RecrawlScenario.wasReadInPart(run) ? 1 : 0;
      }
      assertThat(parts).isGreaterThan(30);
    }
  }

  @Test
  void after_any_change_the_catalogue_is_that_of_a_first_crawl() {
    long seed = System.nanoTime();
    String database = Postgres.createDatabase("random");
    RecrawlScenario crawls = new RecrawlScenario(store, Postgres.port(), database);
    crawls.start();
    RandomChanges changes = new RandomChanges(seed);
    int skipped = 0;
    for (int i = 0; i < STEPS; i++) {
      String change = changes.next();
      crawls.execute(change);
      String step = "seed %d, step %d: %s".formatted(seed, i, change);
      if (RecrawlScenario.wasSkipped(crawls.againAsAFirst(step))) {
        skipped++;
      }
    }
    assertThat(skipped).as("seed %d", seed).isLessThan(STEPS);
  }
}
