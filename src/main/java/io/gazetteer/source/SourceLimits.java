package io.gazetteer.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Timeouts of transactions at a source, enforced by the source itself. */
@ConfigMapping(prefix = "gazetteer.source")
public interface SourceLimits {

  /** The default of {@link #statementTimeout}, in ISO-8601. */
  String STATEMENT_TIMEOUT = "PT5M";

  /** The default of {@link #lockTimeout}, in ISO-8601. */
  String LOCK_TIMEOUT = "PT2S";

  /** The default of {@link #idleInTransactionTimeout}, in ISO-8601. */
  String IDLE_IN_TRANSACTION_TIMEOUT = "PT10M";

  /** Timeout of one statement at a source. */
  @WithDefault(STATEMENT_TIMEOUT)
  @DurationMin(millis = 10)
  @DurationMax(days = 1)
  Duration statementTimeout();

  /** Timeout of a wait for a lock at a source. Short, so that an ALTER TABLE never waits for us. */
  @WithDefault(LOCK_TIMEOUT)
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration lockTimeout();

  /** Timeout of an idle transaction at a source. */
  @WithDefault(IDLE_IN_TRANSACTION_TIMEOUT)
  @DurationMin(seconds = 1)
  @DurationMax(days = 1)
  Duration idleInTransactionTimeout();

  /** The limits where nothing is configured. */
  static SourceLimits defaults() {
    return of(
        Duration.parse(STATEMENT_TIMEOUT),
        Duration.parse(LOCK_TIMEOUT),
        Duration.parse(IDLE_IN_TRANSACTION_TIMEOUT));
  }

  /** Limits as given, each above zero. */
  static SourceLimits of(
      Duration statementTimeout, Duration lockTimeout, Duration idleInTransactionTimeout) {
    return new Given(statementTimeout, lockTimeout, idleInTransactionTimeout);
  }

  /** Limits that were not read from the configuration. */
  record Given(Duration statementTimeout, Duration lockTimeout, Duration idleInTransactionTimeout)
      implements SourceLimits {}
}
