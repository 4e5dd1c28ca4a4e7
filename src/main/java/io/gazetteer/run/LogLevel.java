package io.gazetteer.run;

/** Level of a line in a run's log. */
public enum LogLevel {
  INFO,
  WARN,
  ERROR
}
