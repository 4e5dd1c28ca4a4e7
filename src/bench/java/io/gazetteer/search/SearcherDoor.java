package io.gazetteer.search;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Opens the searcher to the benchmark. */
public final class SearcherDoor {

  private SearcherDoor() {}

  /** A searcher over one store. */
  public static Searcher open(Jdbi jdbi) {
    AnswerBudget unlimited = new AnswerBudget(Long.MAX_VALUE, Long.MAX_VALUE, new AnswerBytes());
    return new Searcher(
        jdbi, Clock.systemUTC(), Duration.ofSeconds(60), 8, Duration.ofSeconds(60), unlimited);
  }
}
