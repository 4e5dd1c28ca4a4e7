package io.gazetteer.crawl.offline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Settings of offline extraction. */
@ConfigMapping(prefix = "gazetteer.offline")
interface OfflineConfig {

  /**
   * What workflows may read, whoever makes them: names of configured stores
   * (gazetteer.export.stores), and of buckets at AWS that this service's own identity can read;
   * {@code files} are those that clients put by signed links, as the command line's import does. By
   * default {@code local} and {@code files} alone, as everything else may hold what is not theirs.
   */
  @WithDefault("local,files")
  Set<String> buckets();
}
