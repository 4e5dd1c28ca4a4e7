package io.gazetteer.common;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the service keeps its files. */
@ConfigMapping(prefix = "gazetteer")
public interface DataSettings {

  /** Folder of the embedded PostgreSQL, keys and local objects; closed to other users. */
  @WithDefault("gazetteer-data")
  Path dataDir();
}
