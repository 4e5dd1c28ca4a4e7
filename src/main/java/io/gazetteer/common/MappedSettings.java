package io.gazetteer.common;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings of a feature where no container hands them out. */
public final class MappedSettings {

  private MappedSettings() {}

  /**
   * The settings as a configuration has them now.
   *
   * @param mapping an interface with {@code @ConfigMapping}
   * @throws RuntimeException if a setting has no value or an invalid one
   */
  public static <T> T of(SmallRyeConfig config, Class<T> mapping) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withProfiles(config.getProfiles())
            // Interfaces share prefixes, so that each sees names of others.
            .withValidateUnknown(false)
            .withMapping(mapping);
    for (ConfigSource source : config.getConfigSources()) {
      builder.withSources(source);
    }
    return builder.build().getConfigMapping(mapping);
  }
}
