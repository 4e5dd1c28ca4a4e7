package io.gazetteer.objectstore.files;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Storage of files that clients upload. */
@ConfigMapping(prefix = "gazetteer.files")
public interface FileSettings {

  /** The folder; created with the first file. Default: {@code objects} in the data folder. */
  Optional<Path> folder();

  /** Maximum size of one file; {@code quarkus.http.limits.max-body-size} applies too. */
  @WithConverter(ByteSize.class)
  @WithDefault("20000000")
  @Min(1)
  long maxBytes();

  /** Maximum size of all files together; each counts as at least 4096 bytes. */
  @WithConverter(ByteSize.class)
  @WithDefault("2000000000")
  @Min(1)
  long maxTotalBytes();
}
