package io.gazetteer.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of searches. */
@ConfigMapping(prefix = "gazetteer.search")
public interface SearchSettings {

  /** Timeout of one search with all of its statements; then the answer is {@code QUERY_TIMEOUT}. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration queryTimeout();

  /**
   * Searches that run at the same time. Stay below {@code quarkus.datasource.jdbc.max-size}, the
   * number of connections to the catalog database.
   */
  @WithDefault("8")
  @Min(1)
  @Max(1_000)
  int concurrency();

  /**
   * How long a search waits while that many others run; then the answer is {@code
   * TOO_MANY_SEARCHES}. It counts towards the timeout of the search. 0 = it does not wait.
   */
  @WithDefault("2s")
  @DurationMin
  @DurationMax(hours = 1)
  Duration queueTimeout();
}
