package io.gazetteer.connection;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where crawls and connection tests sign in to list the databases of a server. */
@ConfigMapping(prefix = "gazetteer.crawl")
public interface MaintenanceSettings {

  /**
   * Databases to try in this order if the connection names none, separated by commas. Empty =
   * {@code postgres}, {@code defaultdb}, {@code template1}.
   */
  Optional<List<String>> maintenanceDatabases();
}
