package io.gazetteer.publish;

import io.gazetteer.common.ByteSize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How runs are published, unless the workflow says otherwise. */
@ConfigMapping(prefix = "gazetteer.publish")
public interface PublishSettings {

  /** Whether runs publish what they read. */
  @WithDefault("false")
  boolean enabled();

  /** Name of the object store: one of {@code gazetteer.export.stores}, or {@code local}. */
  @WithDefault("local")
  String store();

  /** Published runs of a workflow that are kept in a store; older ones are deleted. */
  @WithDefault("3")
  @Min(1)
  int keepRuns();

  /** Days after which a published run is deleted, unless it is the newest. 0 = no limit by age. */
  @WithDefault("0")
  @Min(0)
  @Max(36_500)
  int keepDays();

  /** Whether files are compressed. */
  @WithDefault("true")
  boolean gzip();

  /** Size of a file, as stored, after which the next file is started. */
  @WithConverter(ByteSize.class)
  @WithDefault("64M")
  @Min(1024)
  long partMaxBytes();

  /** Folder for what was read but not yet published. Empty = {@code spool} in the data folder. */
  Optional<Path> spoolFolder();

  /**
   * Maximum size of that folder, over all runs, approximately. A run that would exceed it is not
   * published; its crawl succeeds. 0 = nothing can be published.
   */
  @WithConverter(ByteSize.class)
  @WithDefault("10G")
  @Min(0)
  long spoolMaxBytes();

  /** How long a run whose publishing failed can be published again. */
  @WithDefault("7d")
  @DurationMin(minutes = 1)
  @DurationMax(days = 3650)
  Duration spoolKeep();
}
