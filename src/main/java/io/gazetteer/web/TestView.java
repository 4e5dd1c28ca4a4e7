package io.gazetteer.web;

import io.gazetteer.connection.preflight.ConnectionReport;
import java.util.List;

/**
 * What a test of a connection found, as the page shows it.
 *
 * @param summary in a sentence
 * @param steps empty where nothing could be tried
 * @param grants statements to run, one script per place to run it; empty if no privilege is missing
 * @param errors what the user must correct first, one sentence each
 */
public record TestView(
    Badge badge, String summary, List<Step> steps, List<Script> grants, List<String> errors) {

  /**
   * One step.
   *
   * @param remedy what to do; empty if nothing is needed
   */
  public record Step(String name, Badge badge, String message, String remedy, long millis) {}

  /**
   * Statements to run.
   *
   * @param where in a sentence
   */
  public record Script(String where, String sql) {}

  static TestView of(ConnectionReport report) {
    List<Step> steps = report.steps().stream().map(TestView::step).toList();
    List<Script> grants = report.grants().stream().map(TestView::script).toList();
    boolean warned =
        report.steps().stream()
            .anyMatch(step -> step.state() == ConnectionReport.StepState.WARNING);
    if (!report.ok()) {
      return new TestView(
          new Badge("cross", "Failed", "bad"),
          "The connection does not work.",
          steps,
          grants,
          List.of());
    }
    return warned
        ? new TestView(
            new Badge("warn", "Warning", "warn"),
            "The connection works, with something to look at.",
            steps,
            grants,
            List.of())
        : new TestView(
            new Badge("check", "OK", "good"), "The connection works.", steps, grants, List.of());
  }

  static TestView notTried(List<String> errors) {
    return new TestView(
        new Badge("cross", "Not tried", "bad"),
        "Nothing was tried. Correct this first:",
        List.of(),
        List.of(),
        errors);
  }

  private static Step step(ConnectionReport.Step step) {
    return new Step(
        step.name(),
        Badge.of(step.state()),
        step.message(),
        step.remedy().orElse(""),
        step.millis());
  }

  private static Script script(ConnectionReport.Grants grants) {
    return new Script(
        grants
            .database()
            .map(name -> "In database " + name + ", by a superuser:")
            .orElse("In any database of the server, by the owner or a superuser:"),
        grants.sql());
  }
}
