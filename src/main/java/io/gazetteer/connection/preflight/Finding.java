package io.gazetteer.connection.preflight;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The finding of a step. */
record Finding(StepState state, String message, Optional<String> remedy, Optional<String> code) {

  private static final int NAMED = 10;

  static Finding ok(String message) {
    return new Finding(StepState.OK, message, Optional.empty(), Optional.empty());
  }

  static Finding warning(String message, String remedy) {
    return new Finding(StepState.WARNING, message, Optional.of(remedy), Optional.empty());
  }

  static Finding failed(String message, Optional<String> remedy) {
    return new Finding(StepState.FAILED, message, remedy, Optional.empty());
  }

  static Finding failed(AppException fault, Optional<String> remedy) {
    return new Finding(
        StepState.FAILED, fault.getMessage(), remedy, Optional.of(fault.code().name()));
  }

  /** Returns the first ten names, and how many more there are. */
  static String some(List<String> names) {
    String listed = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? listed + " and " + (names.size() - NAMED) + " more" : listed;
  }

  /** Returns a number with its noun in singular or plural. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
