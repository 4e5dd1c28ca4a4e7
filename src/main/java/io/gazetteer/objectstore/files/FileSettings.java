package io.gazetteer.objectstore.files;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Where files lie that clients put. */
@ConfigMapping(prefix = "gazetteer.files")
public interface FileSettings {

  /** The folder; made when the first file comes. Default: {@code objects} in the data folder. */
  Optional<Path> folder();

  /**
   * Bytes that one file may have. The HTTP server takes no body above {@code
   * quarkus.http.limits.max-body-size} either.
   */
  @WithConverter(ByteSize.class)
  @WithDefault("20000000")
  @Min(1)
  long maxBytes();

  /** Bytes that all files together may occupy; each counts as 4096 bytes at least. */
  @WithConverter(ByteSize.class)
  @WithDefault("2000000000")
  @Min(1)
  long maxTotalBytes();
}
