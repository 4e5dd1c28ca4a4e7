package io.gazetteer.web;

import io.gazetteer.asset.AssetChange;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.run.Run;
import io.gazetteer.run.ScopeState;

/**
 * How a state looks: never by colour alone.
 *
 * @param icon which symbol of {@code icons.svg}
 * @param word what it is
 * @param tone class that picks the colour
 */
public record Badge(String icon, String word, String tone) {

  static Badge of(Run run) {
    boolean stopping = run.cancelRequestedAt().isPresent();
    return switch (run.state()) {
      case PENDING -> new Badge("clock", "Waiting", "calm");
      case RUNNING -> new Badge("spin", stopping ? "Stopping" : "Running", "busy");
      case SUCCEEDED ->
          run.degraded()
              ? new Badge("warn", "Succeeded in part", "warn")
              : new Badge("check", "Succeeded", "good");
      case FAILED -> new Badge("cross", "Failed", "bad");
      case CANCELLED -> new Badge("stop", "Stopped", "calm");
    };
  }

  static Badge of(ScopeState state) {
    return switch (state) {
      case PENDING -> new Badge("clock", "Waiting", "calm");
      case RUNNING -> new Badge("spin", "Running", "busy");
      case COMPLETE -> new Badge("check", "Read completely", "good");
      case DEGRADED -> new Badge("warn", "Read in part", "warn");
      case FAILED -> new Badge("cross", "Failed", "bad");
      case CANCELLED -> new Badge("stop", "Stopped", "calm");
    };
  }

  static Badge of(StepState state) {
    return switch (state) {
      case OK -> new Badge("check", "OK", "good");
      case WARNING -> new Badge("warn", "Warning", "warn");
      case FAILED -> new Badge("cross", "Failed", "bad");
      case NOT_TRIED -> new Badge("dash", "Not tried", "calm");
    };
  }

  static Badge of(AssetChange.Kind kind) {
    return switch (kind) {
      case CREATED -> new Badge("plus", "Created", "good");
      case CHANGED -> new Badge("edit", "Changed", "busy");
      case ARCHIVED -> new Badge("box", "Archived", "warn");
      case RESTORED -> new Badge("again", "Restored", "good");
    };
  }
}
