package io.gazetteer.asset.property;

import io.gazetteer.asset.Asset;
import io.gazetteer.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever crawls and people do, the catalogue holds what a plain model in memory holds: read by
 * guid, by qualified name, as children, by searches, as history and in counts.
 *
 * <p>Sources, changes to them, crawls, edits and searches are random, and always the same for a
 * seed. To try many seeds, set {@code -Dcatalog.seeds=1000} (seeds from 1) and {@code
 * -Dcatalog.steps=40}; to repeat one, set {@code -Dcatalog.seed=17}. A failure prints its seed and
 * the steps before it.
 */
@Tag("slow")
class CatalogPropertyTest {

  private static final int STEPS = Integer.getInteger("catalog.steps", 16);
  private static final int SEEDS = Integer.getInteger("catalog.seeds", 4);
  private static final Integer SEED = Integer.getInteger("catalog.seed");
  private static final int SEARCHES = 8;

  // The one begins with the other, and what follows sorts next to a slash.
  private static final List<String> CONNECTIONS =
      List.of("default/postgres/1700000000", "default/postgres/17000000000");

  static IntStream seeds() {
    return SEED == null ? IntStream.rangeClosed(1, SEEDS) : IntStream.of(SEED);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readers_see_what_the_model_says(int seed) {
    List<String> steps = new ArrayList<>();
    try {
      run(seed, steps);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "Seed %d, after these steps:%n%s%n%s"
              .formatted(seed, String.join("\n", steps), failure.getMessage()),
          failure);
    }
  }

  private static void run(int seed, List<String> steps) {
    RandomObjects random = new RandomObjects(new Random(seed));
    SettableClock clock = new SettableClock(Instant.parse("2026-03-29T01:30:00Z"));
    Model model = new Model();
    try (LiveCatalog catalog = new LiveCatalog(clock)) {
      List<RandomCrawls> servers = new ArrayList<>();
      for (String connection : CONNECTIONS) {
        UUID guid = new UUID(0x7000L, servers.size());
        servers.add(new RandomCrawls(catalog, model, random, connection, guid));
      }
      RandomEdits edits = new RandomEdits(catalog, model, random);
      CatalogComparison comparison = new CatalogComparison(catalog, model, random);
      SearchComparison searches = new SearchComparison(catalog, random);
      for (int step = 1; step <= STEPS; step++) {
        clock.advance(Duration.ofNanos(1_000L * (1000 + random.random(2_000_000_000))));
        model.now = clock.instant();
        String run = "run-" + step;
        steps.add("");
        if (step > 2 && random.chance(35)) {
          for (int i = random.random(4); i >= 0; i--) {
            clock.advance(Duration.ofMillis(1 + random.random(1000)));
            model.now = clock.instant();
            steps.set(steps.size() - 1, run + ": an edit that failed");
            steps.set(steps.size() - 1, run + ": " + edits.edit(run));
            steps.add("");
            comparison.compare(run);
          }
        } else {
          RandomCrawls server = random.pick(servers);
          for (int i = random.random(7); i > 0; i--) {
            steps.set(steps.size() - 1, "  " + server.change());
            steps.add("");
          }
          steps.set(steps.size() - 1, run + ": a crawl that failed");
          steps.set(steps.size() - 1, run + ": crawl " + server.connection() + server.crawl(run));
          comparison.compare(run);
        }
        if (!model.assets.isEmpty()) {
          compareSearches(searches, model);
        }
      }
    }
  }

  private static void compareSearches(SearchComparison searches, Model model) {
    List<Asset> shown = model.shown();
    searches.compareAll(shown);
    for (int i = 0; i < SEARCHES; i++) {
      searches.compareRandom(shown);
    }
    searches.compareAggregations(shown);
  }
}
