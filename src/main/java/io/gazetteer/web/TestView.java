package io.gazetteer.web;

import io.gazetteer.common.FieldFault;
import io.gazetteer.connection.ConnectionReport;
import java.util.List;

/**
 * What a test of a connection found, as the page shows it.
 *
 * @param look of the whole
 * @param summary in a sentence
 * @param steps empty where nothing could be tried
 * @param faults what has to be corrected first, one sentence each
 */
public record TestView(Look look, String summary, List<Step> steps, List<String> faults) {

  /**
   * One step.
   *
   * @param remedy what to do; empty when nothing has to be done
   * @param statement whether the remedy is SQL
   */
  public record Step(
      String name,
      Look look,
      String message,
      List<String> remedy,
      boolean statement,
      long millis) {}

  static TestView of(ConnectionReport report) {
    List<Step> steps = report.steps().stream().map(TestView::step).toList();
    boolean warned =
        report.steps().stream()
            .anyMatch(step -> step.state() == ConnectionReport.StepState.WARNING);
    if (!report.ok()) {
      return new TestView(
          new Look("cross", "Failed", "bad"), "The connection does not work.", steps, List.of());
    }
    return warned
        ? new TestView(
            new Look("warn", "Warning", "warn"),
            "The connection works, with something to look at.",
            steps,
            List.of())
        : new TestView(new Look("check", "OK", "good"), "The connection works.", steps, List.of());
  }

  static TestView notTried(List<FieldFault> faults) {
    return new TestView(
        new Look("cross", "Not tried", "bad"),
        "Nothing was tried. Correct this first:",
        List.of(),
        faults.stream().map(FormView::sentence).toList());
  }

  private static Step step(ConnectionReport.Step step) {
    String remedy = step.remedy().orElse("");
    boolean statement = remedy.startsWith("GRANT ");
    List<String> lines =
        remedy.isEmpty()
            ? List.of()
            : statement
                ? List.of(remedy.split("; (?=GRANT )")).stream().map(one -> one + ";").toList()
                : List.of(remedy);
    return new Step(
        step.name(), Look.of(step.state()), step.message(), lines, statement, step.millis());
  }
}
