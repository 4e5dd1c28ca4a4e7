package io.gazetteer.search;

import io.gazetteer.search.dsl.SearchError;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of searching. */
@ConfigMapping(prefix = "gazetteer.search")
public interface SearchConfig {

  /**
   * How long a search may take, all of its statements together, before it is cancelled and answered
   * with {@link SearchError#QUERY_TIMEOUT}.
   */
  @WithDefault("10s")
  Duration queryTimeout();

  /** Searches that run at the same time; fewer than the connections to the catalog database. */
  @WithDefault("8")
  int concurrency();

  /**
   * How long a search waits while {@link #concurrency()} others run, before it is answered with
   * {@link SearchError#TOO_MANY_SEARCHES}. It counts towards {@link #queryTimeout()}.
   */
  @WithDefault("2s")
  Duration queueTimeout();
}
