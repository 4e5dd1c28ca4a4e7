package io.gazetteer.crawl.offline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What offline extraction may read. */
@ConfigMapping(prefix = "gazetteer.offline")
public interface OfflineSettings {

  /**
   * Stores and buckets that any workflow may read, separated by commas: names of {@code
   * gazetteer.export.stores}, {@code local}, {@code files} for what clients upload (as the import
   * command does), and AWS buckets that the identity of this service can read.
   */
  @WithDefault("local,files")
  Set<String> buckets();
}
