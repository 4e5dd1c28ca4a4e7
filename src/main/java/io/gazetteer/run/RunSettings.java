package io.gazetteer.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How runs are worked off. All durations are ISO-8601 or such as {@code 500ms}, {@code 5s}. */
@ConfigMapping(prefix = "gazetteer.run")
public interface RunSettings {

  /**
   * How often a worker looks for runs that are due. A run requested on the same replica starts at
   * once; one requested on another replica waits this long at most.
   */
  @WithDefault("500ms")
  Duration pollInterval();

  /** How often a worker says that it is alive. Shorter finds dead workers sooner. */
  @WithDefault("5s")
  Duration heartbeatInterval();

  /**
   * Heartbeats missed in a row after which a worker counts as dead and its runs are taken up again;
   * 4 at least.
   */
  @WithDefault("4")
  @Min(4)
  int missedHeartbeats();

  /** Runs that one replica works on at once. More of them wait. */
  @WithDefault("2")
  @Min(1)
  int workers();

  /** Runs of one workflow that may wait or go on at a time; a further one is refused. */
  @WithDefault("20")
  @Min(1)
  int queueLimit();

  /** How often planning, a scope or the conclusion is tried when its fault may pass by itself. */
  @WithDefault("3")
  @Min(1)
  int scopeAttempts();

  /**
   * How often planning, a scope or the conclusion is tried when the own store could not be reached,
   * was restarted or ended a transaction. With the waits in between about a minute, which a restart
   * takes less than.
   */
  @WithDefault("6")
  @Min(1)
  int storeAttempts();

  /**
   * Wait before the second try; doubled before each further one. So long a run lies, too, that
   * could not be written on because the own store was away.
   */
  @WithDefault("2s")
  Duration retryBackoff();

  /** How long a run waits before it looks again whether the one before it has ended. */
  @WithDefault("1s")
  Duration queueInterval();

  /**
   * Longest time that a client waits for the end of a run in one request ({@code
   * result?wait=true}).
   */
  @WithDefault("30s")
  Duration resultWait();

  /** How long the log of a finished run is kept. The run itself stays. */
  @WithDefault("90d")
  Duration logRetention();

  /** How often old logs are thrown away and the queue is compared with the runs. */
  @WithDefault("1m")
  Duration housekeepingInterval();

  /**
   * How long a stop of the service waits for runs to notice it before their threads are
   * interrupted, and then once more as long.
   */
  @WithDefault("3s")
  Duration shutdownWait();
}
