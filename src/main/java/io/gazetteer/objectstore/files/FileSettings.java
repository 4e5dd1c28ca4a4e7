package io.gazetteer.objectstore.files;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Files that clients upload and download by signed links. */
@ConfigMapping(prefix = "gazetteer.files")
public interface FileSettings {

  /**
   * Folder of the files, created with the first one. Empty = {@code objects} in the data folder.
   */
  Optional<Path> folder();

  /** Maximum size of one file. {@code quarkus.http.limits.max-body-size} limits it as well. */
  @WithConverter(ByteSize.class)
  @WithDefault("20000000")
  @Min(1)
  long maxBytes();

  /** Maximum size of all files together; each counts as at least 4,096 bytes. */
  @WithConverter(ByteSize.class)
  @WithDefault("2000000000")
  @Min(1)
  long maxTotalBytes();
}
