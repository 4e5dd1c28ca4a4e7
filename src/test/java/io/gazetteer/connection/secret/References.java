package io.gazetteer.connection.secret;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.connection.aws.AwsSessions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What reads references, put together without the rest of the service. */
public final class References {

  private final SmallRyeConfig config;
  private final Clock clock;
  private final Map<String, String> environment;

  private References(Map<String, String> given, Clock clock, Map<String, String> environment) {
    this.config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ReferenceSettings.class)
            .withMapping(VaultSettings.class)
            .withSources(new PropertiesConfigSource(given, "test", 500))
            .build();
    this.clock = clock;
    this.environment = environment;
  }

  /** With the settings' defaults but for those given, by their full names. */
  static References with(Map<String, String> given, Clock clock) {
    return new References(given, clock, Map.of());
  }

  /** The same with an environment. */
  static References with(Map<String, String> given, Map<String, String> environment) {
    return new References(given, Clock.systemUTC(), environment);
  }

  /** For targets without references. */
  public static ResolveReferences none(Clock clock) {
    return resolving(Map.of(), clock);
  }

  /** With the settings' defaults but for those given, by their full names. */
  public static ResolveReferences resolving(Map<String, String> given, Clock clock) {
    return with(given, clock).resolve();
  }

  ReferenceRules rules() {
    return new ReferenceRules(settings(), new OwnFiles(config));
  }

  ResolveReferences resolve() {
    VaultSettings vault = config.getConfigMapping(VaultSettings.class);
    ObjectMapper json = new ObjectMapper();
    VaultHttp http = new VaultHttp(settings(), vault, json);
    return new ResolveReferences(
        List.of(
            new EnvironmentSecrets(environment::get),
            new FileSecrets(rules()),
            new AwsSecrets(settings(), new AwsSessions(clock), json),
            new VaultSecrets(http, new VaultSignIn(vault, http, clock))),
        rules(),
        settings(),
        clock);
  }

  private ReferenceSettings settings() {
    return config.getConfigMapping(ReferenceSettings.class);
  }
}
