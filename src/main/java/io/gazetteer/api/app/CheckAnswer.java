package io.gazetteer.api.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.connection.preflight.ConnectionReport.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What checks came to, in the application's form.
 *
 * @param success true when every check is
 * @param data checks by name
 * @param preflight the report that they were read from, with every step and what to grant
 */
public record CheckAnswer(boolean success, Map<String, Check> data, ConnectionReport preflight) {

  /**
   * One check.
   *
   * @param successMessage blank unless it succeeded
   * @param failureMessage blank where it succeeded
   */
  public record Check(
      boolean success,
      @JsonProperty("successMessage") String successMessage,
      @JsonProperty("failureMessage") String failureMessage) {

    private static Check of(boolean success, String good, String bad) {
      return new Check(success, success ? good : "", success ? "" : bad);
    }
  }

  /** The checks of a report: the application's three, and ours on signing in and on rights. */
  static CheckAnswer of(ConnectionReport report) {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("databaseSchemaCheck", databases(report));
    checks.put("tablesCheck", tables(report));
    checks.put("versionCheck", version(report));
    checks.put(
        "connectionCheck",
        steps(
            report,
            "Connection check successful",
            Topic.RESOLVE,
            Topic.REACH,
            Topic.TLS,
            Topic.SIGN_IN,
            Topic.SLOTS));
    checks.put("rightsCheck", rights(report));
    boolean success = checks.values().stream().allMatch(Check::success);
    return new CheckAnswer(success, checks, report);
  }

  private static Check databases(ConnectionReport report) {
    List<String> errors = new ArrayList<>();
    report
        .found()
        .unmatched()
        .forEach(
            name ->
                errors.add(
                    "Schemas and Databases check failed for %s %s"
                        .formatted(name, name.contains(".") ? "schema" : "database")));
    errors.addAll(broken(report, Topic.DATABASES, Topic.SCHEMAS));
    return Check.of(
        errors.isEmpty(), "Schemas and Databases check successful", String.join("; ", errors));
  }

  /** No table at all is not a success: nothing would be crawled. */
  private static Check tables(ConnectionReport report) {
    long count = report.found().tables() + report.found().views();
    List<String> errors = new ArrayList<>(broken(report, Topic.SCHEMAS));
    if (errors.isEmpty() && count == 0) {
      errors.add("the filters leave no table or view");
    }
    return Check.of(
        errors.isEmpty(),
        "Tables check successful. Table count: " + count,
        "Tables check failed: " + String.join("; ", errors));
  }

  private static Check version(ConnectionReport report) {
    String version = report.found().version().orElse("not known");
    return Check.of(
        report.found().supported(),
        "Server version " + version + " meets minimum required version 13",
        "Server version " + version + " does not meet minimum required version 13");
  }

  private static Check rights(ConnectionReport report) {
    List<String> missing =
        report.about(Topic.CONTENTS).stream()
            .filter(step -> step.state() != StepState.OK)
            .map(CheckAnswer::words)
            .toList();
    List<String> errors = missing.isEmpty() ? broken(report, Topic.CONTENTS) : missing;
    return Check.of(errors.isEmpty(), "Privileges check successful", String.join("; ", errors));
  }

  private static Check steps(ConnectionReport report, String good, Topic... topics) {
    List<String> errors = broken(report, topics);
    return Check.of(errors.isEmpty(), good, String.join("; ", errors));
  }

  /** Steps that failed or were not tried; a topic without any step was not come to. */
  private static List<String> broken(ConnectionReport report, Topic... topics) {
    return Stream.of(topics)
        .flatMap(
            topic -> {
              List<Step> about = report.about(topic);
              return about.isEmpty() && !report.ok()
                  ? Stream.of(report.failure().orElse("Not tried"))
                  : about.stream()
                      .filter(
                          step ->
                              step.state() == StepState.FAILED
                                  || step.state() == StepState.NOT_TRIED)
                      .map(CheckAnswer::words);
            })
        .distinct()
        .collect(Collectors.toList());
  }

  private static String words(Step step) {
    return step.state() == StepState.NOT_TRIED
        ? step.name() + ": not tried"
        : step.name() + ": " + step.message();
  }
}
