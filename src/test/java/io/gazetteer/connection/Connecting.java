package io.gazetteer.connection;

import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.connection.secret.References;
import io.gazetteer.connection.secret.ResolveReferences;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

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
    physical.network =
        new NetworkRules(settings, new CatalogDatabaseAddress(settings, Optional.empty()));
    physical.references = References.none(clock);
    physical.aws = new AwsSessions(clock);
    physical.clock = clock;
    return physical;
  }

  /** Puts others in the place of what resolves no references. */
  @SuppressWarnings("UnnecessaryAssignment")
  static void replaceReferences(PhysicalConnection physical, ResolveReferences references) {
    physical.references = references;
  }

  /** Puts other rules in the place of those that look names up. */
  @SuppressWarnings("UnnecessaryAssignment")
  static void replaceNetwork(PhysicalConnection physical, NetworkRules rules) {
    physical.network = rules;
  }

  /** Settings without a container. */
  static SourceSettings settings(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(SourceSettings.class)
        .withSources(new PropertiesConfigSource(given, "test", 500))
        .build()
        .getConfigMapping(SourceSettings.class);
  }
}
