/**
 * The engine: runs, their scopes, states, progress, logs, cancel, retry and recovery, executed by
 * db-scheduler. It knows neither crawls nor workflows; what a run does comes through {@link
 * io.gazetteer.run.RunHandler}, where reading begins.
 */
package io.gazetteer.run;
