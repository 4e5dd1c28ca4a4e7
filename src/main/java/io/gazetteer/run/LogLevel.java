package io.gazetteer.run;

/** Weight of a line in a run's log. */
public enum LogLevel {
  INFO,
  WARN,
  ERROR
}
