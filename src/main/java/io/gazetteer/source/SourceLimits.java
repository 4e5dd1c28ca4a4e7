package io.gazetteer.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a transaction at a source may take. The source itself sees to it. */
@ConfigMapping(prefix = "gazetteer.source")
public interface SourceLimits {

  /** The default of {@link #statementTimeout}, in ISO-8601. */
  String STATEMENT_TIMEOUT = "PT5M";

  /** The default of {@link #lockTimeout}, in ISO-8601. */
  String LOCK_TIMEOUT = "PT2S";

  /** The default of {@link #idleInTransactionTimeout}, in ISO-8601. */
  String IDLE_IN_TRANSACTION_TIMEOUT = "PT10M";

  /** Longest time one statement may take at the source, which ends it then. */
  @WithDefault(STATEMENT_TIMEOUT)
  Duration statementTimeout();

  /**
   * Longest wait for a lock at the source. Short, so that we never stand in the queue before
   * somebody's ALTER TABLE.
   */
  @WithDefault(LOCK_TIMEOUT)
  Duration lockTimeout();

  /** Longest time a transaction of ours may sit idle before the source ends it. */
  @WithDefault(IDLE_IN_TRANSACTION_TIMEOUT)
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
