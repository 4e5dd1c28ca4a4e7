package io.gazetteer.connection;

import io.gazetteer.common.MappedSettings;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;
import java.util.Optional;

/**
 * Creates an {@link OpenConnection} for a program without a container and without a catalog
 * database.
 */
public final class StandaloneConnections {

  private StandaloneConnections() {}

  /**
   * Uses the same settings, rules and limits as the service. Targets must contain their secrets:
   * references are not resolved. There is no catalog database to protect.
   */
  // There is no container to inject anything.
  @SuppressWarnings("UnnecessaryAssignment")
  public static OpenConnection of(
      SmallRyeConfig config, Sources sources, SourceLimits limits, AwsSessions aws, Clock clock) {
    SourceSettings settings = MappedSettings.of(config, SourceSettings.class);
    NetworkRules network =
        new NetworkRules(settings, new CatalogDatabaseAddress(settings, Optional.empty()));
    PhysicalConnection physical = new PhysicalConnection();
    physical.settings = settings;
    physical.network = network;
    physical.aws = aws;
    physical.clock = clock;
    SourceConnection bySource = new SourceConnection();
    bySource.settings = settings;
    bySource.limits = limits;
    bySource.network = network;
    OpenConnection opener = new OpenConnection();
    opener.physical = physical;
    opener.bySource = bySource;
    opener.sources = sources;
    opener.settings = settings;
    opener.limits = limits;
    opener.network = network;
    return opener;
  }
}
