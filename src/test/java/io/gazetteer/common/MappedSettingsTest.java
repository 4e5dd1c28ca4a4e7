package io.gazetteer.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappedSettingsTest {

  @ConfigMapping(prefix = "sample")
  interface SampleSettings {
    @WithDefault("default")
    String folder();
  }

  @Test
  void settings_of_the_active_profile_are_seen() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("prod")
            .withSources(
                new PropertiesConfigSource(
                    Map.of("%prod.sample.folder", "of prod", "%dev.sample.folder", "of dev"),
                    "test",
                    200))
            .build();

    assertThat(MappedSettings.of(config, SampleSettings.class).folder()).isEqualTo("of prod");
  }
}
