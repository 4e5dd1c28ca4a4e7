package io.gazetteer.publish;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How runs are published, where the workflow does not say. */
@ConfigMapping(prefix = "gazetteer.publish")
public interface PublishSettings {

  /** Whether workflows publish that say nothing about it. */
  @WithDefault("false")
  boolean enabled();

  /** Name of the object store, one of {@code gazetteer.export.stores} or {@code local}. */
  @WithDefault("local")
  String store();

  /** How many published runs of a workflow are kept in a store; older ones are deleted. */
  @WithDefault("3")
  @Min(1)
  int keepRuns();

  /** Days after which a published run is deleted unless it is the newest; 0 = none are, by age. */
  @WithDefault("0")
  @Min(0)
  int keepDays();

  /** Whether files are compressed. */
  @WithDefault("true")
  boolean gzip();

  /** Bytes, as stored, from which on the next file is begun. */
  @WithConverter(ByteSize.class)
  @WithDefault("64M")
  @Min(1024)
  long partMaxBytes();

  /**
   * Where what is read is kept until it is published. Default: {@code spool} in the data folder.
   */
  Optional<Path> spoolFolder();

  /**
   * Bytes that may lie there, over all runs, roughly. What would go above it is not kept, and the
   * run's publishing fails; its crawl does not.
   */
  @WithConverter(ByteSize.class)
  @WithDefault("10G")
  @Min(0)
  long spoolMaxBytes();

  /** How long a run whose publishing failed can be published again. */
  @WithDefault("7d")
  Duration spoolKeep();
}
