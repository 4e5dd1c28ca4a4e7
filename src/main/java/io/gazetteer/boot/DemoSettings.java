package io.gazetteer.boot;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether the sample source runs. */
// Read before anything could be injected.
@Unremovable
@ConfigMapping(prefix = "gazetteer")
public interface DemoSettings {

  /**
   * Whether the sample source runs and is crawled. Empty = {@code true} with the embedded
   * PostgreSQL, {@code false} with an external one.
   */
  Optional<Boolean> demo();
}
