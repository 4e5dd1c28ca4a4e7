package io.gazetteer.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How runs are queued, executed and retried. */
@ConfigMapping(prefix = "gazetteer.run")
public interface RunSettings {

  /**
   * How often a worker looks up due runs. A run requested on the same instance starts at once; one
   * requested on another instance waits at most this long.
   */
  @WithDefault("500ms")
  @DurationMin(millis = 50)
  @DurationMax(hours = 1)
  Duration pollInterval();

  /** How often a worker reports that it is alive. A shorter interval finds dead workers sooner. */
  @WithDefault("5s")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration heartbeatInterval();

  /** Missed heartbeats in a row after which a worker counts as dead and its runs are resumed. */
  @WithDefault("4")
  @Min(4)
  @Max(1_000)
  int missedHeartbeats();

  /** Runs that one instance executes at the same time; others wait. */
  @WithDefault("2")
  @Min(1)
  @Max(100)
  int workers();

  /** Maximum number of queued and active runs of one workflow; a further one is rejected. */
  @WithDefault("20")
  @Min(1)
  @Max(1_000_000)
  int queueLimit();

  /** Attempts at planning, a scope or the end of a run, after a retryable error. */
  @WithDefault("3")
  @Min(1)
  @Max(100)
  int scopeAttempts();

  /**
   * Attempts at the same after an error of the catalog database. With the default of {@code
   * retry-backoff} they last about a minute, longer than a restart of the database.
   */
  @WithDefault("6")
  @Min(1)
  @Max(100)
  int storeAttempts();

  /** Wait before the second attempt, doubled before each further one. */
  @WithDefault("2s")
  @DurationMin(millis = 10)
  @DurationMax(hours = 1)
  Duration retryBackoff();

  /** How often a queued run checks whether the previous run of its workflow has ended. */
  @WithDefault("1s")
  @DurationMin(millis = 10)
  @DurationMax(hours = 1)
  Duration queueInterval();

  /** Maximum time that one request waits for a run to end ({@code result?wait=true}). */
  @WithDefault("30s")
  @DurationMin
  @DurationMax(hours = 1)
  Duration resultWait();

  /** How long the log of a finished run is kept. The run itself is kept. */
  @WithDefault("90d")
  @DurationMin(minutes = 1)
  @DurationMax(days = 3650)
  Duration logRetention();

  /** How often old logs are deleted and the queue is compared with the runs. */
  @WithDefault("1m")
  @DurationMin(seconds = 1)
  @DurationMax(days = 1)
  Duration housekeepingInterval();

  /**
   * How long a stopping service waits for its runs before it interrupts their threads, and then
   * once more as long.
   */
  @WithDefault("3s")
  @DurationMin
  @DurationMax(minutes = 10)
  Duration shutdownWait();
}
