package io.gazetteer.crawl;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of crawls. */
@ConfigMapping(prefix = "gazetteer.crawl")
public interface CrawlConfig {

  /**
   * Databases to try, in this order, for listing the databases of a server when a workflow names
   * none. Empty = what the kind of server usually has: for PostgreSQL {@code postgres}, {@code
   * defaultdb}, {@code template1}.
   */
  Optional<List<String>> maintenanceDatabases();

  /**
   * Share of a connection's active assets, in percent from 0 to 100, above which a run archives
   * nothing until a person has approved it. Losing half of everything at once is more often a fault
   * than a fact. 100 = no limit.
   */
  @WithDefault("50")
  @Min(0)
  @Max(100)
  int archiveLimitPercent();

  /**
   * How long a database that is found unchanged goes without being read fully, counted from the
   * last full read. 0 = everything is read each time.
   */
  @WithDefault("7d")
  Duration fullReadInterval();
}
