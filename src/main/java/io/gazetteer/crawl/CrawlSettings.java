package io.gazetteer.crawl;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How crawls read and archive. */
@ConfigMapping(prefix = "gazetteer.crawl")
public interface CrawlSettings {

  /**
   * Share of a connection's active assets in percent, above which a run archives nothing until a
   * person approves it: losing half of everything at once is more often an error than a fact. 100 =
   * no limit.
   */
  @WithDefault("50")
  @Min(0)
  @Max(100)
  int archiveLimitPercent();

  /** Maximum time between full reads of an unchanged database. 0 = each crawl reads fully. */
  @WithDefault("7d")
  @DurationMin
  @DurationMax(days = 3650)
  Duration fullReadInterval();
}
