package io.gazetteer.boot;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalInt;

/** How the service reaches the sample source. The program itself sets these; users do not. */
@ConfigMapping(prefix = "gazetteer.sample")
public interface SampleSettings {

  /** Port of the sample source on loopback. Empty = none runs. */
  OptionalInt port();

  /** Password of the reader of the sample source. Empty = none runs. */
  Optional<String> password();
}
