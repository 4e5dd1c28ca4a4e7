package io.gazetteer.connection;

import io.gazetteer.connection.aws.AwsSessions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** What opens connections, put together without the rest of the service. */
final class Connecting {

  private Connecting() {}

  /** With the settings' defaults but for those given, by their full names. */
  // No container is here to inject anything.
  @SuppressWarnings("UnnecessaryAssignment")
  static PhysicalConnection physical(Clock clock, Map<String, String> given) {
    SourceSettings settings = settings(given);
    PhysicalConnection physical = new PhysicalConnection();
    physical.settings = settings;
    physical.network = new NetworkRules(settings);
    physical.aws = new AwsSessions(clock);
    physical.clock = clock;
    return physical;
  }

  private static SourceSettings settings(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(SourceSettings.class)
        .withSources(new PropertiesConfigSource(given, "test", 500))
        .build()
        .getConfigMapping(SourceSettings.class);
  }
}
