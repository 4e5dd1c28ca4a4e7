package io.gazetteer.connection.preflight;

import io.gazetteer.connection.preflight.ConnectionReport.Found;
import io.gazetteer.connection.preflight.ConnectionReport.Grants;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.connection.preflight.ConnectionReport.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The planned and completed steps of one test. One thread adds to it; another may stop it and get
 * the report at any time.
 */
final class StepList {

  private final Map<Planned, Optional<Step>> steps = new LinkedHashMap<>();
  private final Map<Optional<String>, Set<String>> grants = new LinkedHashMap<>();
  private final List<String> unmatched = new ArrayList<>();
  private Optional<String> version = Optional.empty();
  private boolean supported;
  private Optional<String> clientAddress = Optional.empty();
  private long tables;
  private long views;
  private Planned current;
  private long startedNanos = System.nanoTime();
  private boolean ended;

  record Planned(Topic topic, String name) {}

  synchronized Planned plan(Topic topic, String name) {
    Planned planned = new Planned(topic, name);
    steps.put(planned, Optional.empty());
    return planned;
  }

  synchronized void begin(Planned step) {
    current = step;
    startedNanos = System.nanoTime();
  }

  /** Ends the current step at a time in the past and starts the next one there. */
  synchronized void next(Planned step, Finding before, long nanos) {
    note(current, before, nanos);
    current = step;
    startedNanos = nanos;
  }

  /** Ends the current step; returns whether the test may continue. */
  synchronized boolean end(Finding finding) {
    note(current, finding, System.nanoTime());
    return !ended && finding.state() != StepState.FAILED;
  }

  private void note(Planned step, Finding finding, long nanos) {
    if (!ended) {
      steps.put(
          step,
          Optional.of(
              new Step(
                  step.topic(),
                  step.name(),
                  finding.state(),
                  finding.message(),
                  finding.remedy(),
                  finding.code(),
                  Duration.ofNanos(Math.max(0, nanos - startedNanos)).toMillis())));
    }
  }

  /** Marks the current step as failed and ignores later findings. */
  synchronized void giveUp(String message) {
    if (!ended && current != null && steps.get(current).isEmpty()) {
      note(current, Finding.failed(message, Optional.empty()), System.nanoTime());
    }
    ended = true;
  }

  synchronized boolean ended() {
    return ended;
  }

  /** Adds a grant unless it was added before. */
  synchronized void grant(Optional<String> database, String statement) {
    if (!ended) {
      grants.computeIfAbsent(database, key -> new LinkedHashSet<>()).add(statement);
    }
  }

  synchronized void server(String newVersion, boolean isSupported) {
    version = Optional.of(newVersion);
    supported = isSupported;
  }

  synchronized void client(Optional<String> address) {
    clientAddress = address;
  }

  synchronized void chosen(long moreTables, long moreViews) {
    tables += moreTables;
    views += moreViews;
  }

  synchronized void unmatched(String what) {
    unmatched.add(what);
  }

  synchronized ConnectionReport report() {
    List<Step> all = new ArrayList<>();
    steps.forEach(
        (planned, done) ->
            all.add(
                done.orElseGet(
                    () ->
                        new Step(
                            planned.topic(),
                            planned.name(),
                            StepState.NOT_TRIED,
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            0))));
    boolean ok =
        all.stream()
            .allMatch(step -> step.state() == StepState.OK || step.state() == StepState.WARNING);
    List<Grants> scripts = new ArrayList<>();
    grants.forEach(
        (database, statements) -> scripts.add(new Grants(database, String.join("\n", statements))));
    return new ConnectionReport(
        ok,
        List.copyOf(all),
        List.copyOf(scripts),
        new Found(version, supported, clientAddress, tables, views, List.copyOf(unmatched)));
  }
}
