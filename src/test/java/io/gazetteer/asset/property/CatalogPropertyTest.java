package io.gazetteer.asset.property;

import io.gazetteer.asset.Asset;
import io.gazetteer.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
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

  private static final int STEPS = Integer.getInteger("catalog.steps", 10);
  private static final int SEEDS = Integer.getInteger("catalog.seeds", 4);
  private static final Integer SEED = Integer.getInteger("catalog.seed");
  private static final int SEARCHES = 6;

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
    SettableClock clock = new SettableClock(Instant.parse("2026-03-29T01:30:00Z"));
    try (LiveCatalog catalog = new LiveCatalog(clock)) {
      Scenario scenario = new Scenario(catalog, clock, new RandomObjects(new Random(seed)), steps);
      for (int step = 1; step <= STEPS; step++) {
        scenario.step(step);
        scenario.compare();
      }
    }
  }

  /** Servers that are crawled, and people who edit what was found. */
  private static final class Scenario {

    private final SettableClock clock;
    private final RandomObjects random;
    private final List<String> steps;
    private final Model model = new Model();
    private final List<RandomCrawls> servers = new ArrayList<>();
    private final List<String> runs = new ArrayList<>();
    private final RandomEdits edits;
    private final CatalogComparison comparison;
    private final SearchComparison searches;

    Scenario(LiveCatalog catalog, SettableClock clock, RandomObjects random, List<String> steps) {
      this.clock = clock;
      this.random = random;
      this.steps = steps;
      for (String connection : CONNECTIONS) {
        UUID guid = new UUID(0x7000L, servers.size());
        servers.add(new RandomCrawls(catalog, model, random, connection, guid));
      }
      edits = new RandomEdits(catalog, model, random);
      comparison = new CatalogComparison(catalog, model, random);
      searches = new SearchComparison(catalog, random);
    }

    void step(int number) {
      boolean edit = number > 2 && random.chance(35);
      for (int i = random.random(4); i >= 0; i--) {
        String run = "run-" + number + "." + i;
        runs.add(run);
        long seconds = edit ? 1000 : 2_000_000;
        clock.advance(Duration.ofNanos(1_000L * (1 + random.random(1000) * seconds)));
        model.now = clock.instant();
        if (edit) {
          record(run, () -> edits.edit(run));
        } else {
          crawl(random.pick(servers), run);
        }
      }
    }

    private void crawl(RandomCrawls server, String run) {
      for (int i = random.random(7); i > 0; i--) {
        steps.add("  " + server.change());
      }
      record(run + ": crawl " + server.connection(), () -> server.crawl(run));
    }

    private void record(String what, Supplier<String> step) {
      steps.add(what + " failed");
      steps.set(steps.size() - 1, what + " " + step.get());
    }

    void compare() {
      comparison.compare(List.of(runs.get(runs.size() - 1), random.pick(runs)));
      List<Asset> shown = model.shown();
      if (!shown.isEmpty()) {
        searches.compareAll(shown);
        for (int i = 0; i < SEARCHES; i++) {
          searches.compareRandom(shown);
        }
        searches.compareAggregations(shown);
      }
    }
  }
}
