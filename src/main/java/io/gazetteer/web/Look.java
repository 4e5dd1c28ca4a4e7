package io.gazetteer.web;

import io.gazetteer.asset.AssetChange;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.run.Run;
import io.gazetteer.run.ScopeState;

/**
 * How a state looks: never by colour alone.
 *
 * @param icon which symbol of {@code icons.svg}
 * @param tone class that picks the colour
 */
public record Look(String icon, String word, String tone) {

  static Look of(Run run) {
    boolean stopping = run.cancelRequestedAt().isPresent();
    return switch (run.state()) {
      case PENDING -> new Look("clock", "Waiting", "calm");
      case RUNNING -> new Look("spin", stopping ? "Stopping" : "Running", "busy");
      case SUCCEEDED ->
          run.degraded()
              ? new Look("warn", "Succeeded in part", "warn")
              : new Look("check", "Succeeded", "good");
      case FAILED -> new Look("cross", "Failed", "bad");
      case CANCELLED -> new Look("stop", "Stopped", "calm");
    };
  }

  static Look of(ScopeState state) {
    return switch (state) {
      case PENDING -> new Look("clock", "Waiting", "calm");
      case RUNNING -> new Look("spin", "Running", "busy");
      case COMPLETE -> new Look("check", "Read completely", "good");
      case DEGRADED -> new Look("warn", "Read in part", "warn");
      case FAILED -> new Look("cross", "Failed", "bad");
      case CANCELLED -> new Look("stop", "Stopped", "calm");
    };
  }

  static Look of(StepState state) {
    return switch (state) {
      case OK -> new Look("check", "OK", "good");
      case WARNING -> new Look("warn", "Warning", "warn");
      case FAILED -> new Look("cross", "Failed", "bad");
      case NOT_TRIED -> new Look("dash", "Not tried", "calm");
    };
  }

  static Look of(AssetChange.Kind kind) {
    return switch (kind) {
      case CREATED -> new Look("plus", "Created", "good");
      case CHANGED -> new Look("edit", "Changed", "busy");
      case ARCHIVED -> new Look("box", "Archived", "warn");
      case RESTORED -> new Look("again", "Restored", "good");
    };
  }
}
