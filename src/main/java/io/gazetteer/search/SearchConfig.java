package io.gazetteer.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of searching. */
@ConfigMapping(prefix = "gazetteer.search")
public interface SearchConfig {

  /**
   * How long one statement of a search may run before it is cancelled and the request answered with
   * {@link SearchError#QUERY_TIMEOUT}; rounded up to whole seconds, at least one.
   */
  @WithDefault("10s")
  Duration queryTimeout();
}
