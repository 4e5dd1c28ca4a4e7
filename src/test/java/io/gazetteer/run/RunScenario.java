package io.gazetteer.run;

import static org.awaitility.Awaitility.await;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests of runs do over and over. */
@ApplicationScoped
class RunScenario {

  static final Caller TESTER = new Caller("33333333-0000-4000-8000-000000000001", "tester");
  private static final AtomicInteger NUMBER = new AtomicInteger(1_795_000_000);

  @Inject RequestRun requestRun;
  @Inject CancelRun cancelRun;
  @Inject FindRuns findRuns;
  @Inject RunLog runLog;
  @Inject Access access;

  /** A workflow name that no test had before. */
  static String newWorkflow() {
    return "atlan-postgres-" + NUMBER.incrementAndGet();
  }

  Run request(String workflowName) {
    return requestRun.request(
        new RunRequest(workflowName, ScriptedHandler.KIND, RunOptions.NONE, TESTER));
  }

  Run cancel(String name) {
    return access.as(TESTER, () -> cancelRun.cancel(name));
  }

  Run find(String name) {
    return access.as(TESTER, () -> findRuns.byName(name)).orElseThrow();
  }

  List<RunScope> scopes(Run run) {
    return access.as(TESTER, () -> findRuns.scopesOf(run.id()));
  }

  List<String> log(Run run) {
    return access.as(TESTER, () -> runLog.read(run.name(), 0, 1000)).stream()
        .map(RunLogLine::message)
        .toList();
  }

  /** The run once it is final. */
  Run end(Run run) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> find(run.name()).state().isFinal());
    return find(run.name());
  }

  void awaitState(Run run, RunState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> find(run.name()).state() == state);
  }
}
