package io.gazetteer.workflow.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How schedules start runs. */
@ConfigMapping(prefix = "gazetteer.schedule")
public interface ScheduleSettings {

  /** How often due schedules are looked up, and so the maximum delay of a scheduled run. */
  @WithDefault("2s")
  @DurationMin(millis = 50)
  @DurationMax(hours = 1)
  Duration pollInterval();

  /** How long the outcome of each due time is kept. */
  @WithDefault("90d")
  @DurationMin(minutes = 1)
  @DurationMax(days = 3650)
  Duration historyRetention();
}
