package io.gazetteer.workflow.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How schedules are kept. Durations are ISO-8601 or such as {@code 500ms}, {@code 5s}. */
@ConfigMapping(prefix = "gazetteer.schedule")
public interface ScheduleSettings {

  /** How often each replica looks for schedules that are due; so much later a run may be. */
  @WithDefault("2s")
  Duration pollInterval();

  /** How long it is kept what became of each due time. */
  @WithDefault("90d")
  Duration historyRetention();
}
