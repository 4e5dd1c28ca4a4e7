package io.gazetteer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Runs that wait: many asked for at the same instant, and one after the other. */
@ServiceTest
class RunQueueStoreTest {

  private static final int MANY = 100;

  /** Fewer than the pool has connections, so that none of them waits for one too long. */
  private static final int AT_ONCE = 12;

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;
  @Inject RequestRun requestRun;
  @Inject RunSettings settings;

  private final String workflow = RunScenario.newWorkflow();

  @Test
  void no_more_runs_wait_than_the_limit_allows() throws Exception {
    holdRuns();
    List<String> answers =
        together(
            () -> {
              try {
                return scenario.request(workflow).name();
              } catch (AppException full) {
                return full.code().name();
              }
            });

    assertThat(answers)
        .filteredOn(answer -> !answer.equals(RunError.RUN_QUEUE_FULL.name()))
        .hasSize(settings.queueLimit());
    handler.script(workflow).gate.countDown();
  }

  @Test
  void one_run_alone_is_made_by_all_who_want_one_where_none_goes_on() throws Exception {
    holdRuns();
    List<RequestRun.Asked> asked =
        together(
            () ->
                requestRun.requestIfIdle(
                    new RunRequest(
                        workflow, ScriptedHandler.KIND, RunOptions.NONE, RunScenario.TESTER),
                    "a test's run"));

    assertThat(asked).filteredOn(RequestRun.Asked::isNew).hasSize(1);
    assertThat(asked).extracting(each -> each.run().name()).containsOnly(asked.get(0).run().name());
    handler.script(workflow).gate.countDown();
  }

  private void holdRuns() {
    handler
        .script(workflow)
        .scopes("one")
        .work(
            (context, scope) -> {
              await().until(() -> handler.script(workflow).gate.getCount() == 0);
              return ScriptedHandler.NOTHING_NEW;
            });
  }

  private static <T> List<T> together(Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(Collections.nCopies(MANY, call))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void runs_of_one_workflow_go_one_by_one_in_the_order_of_asking() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    handler
        .script(workflow)
        .scopes("db")
        .work(
            (context, scope) -> {
              order.add(context.run().name());
              handler.script(workflow).hold(context);
              return ScriptedHandler.NOTHING_NEW;
            });
    Run first = scenario.request(workflow);
    scenario.awaitState(first, RunState.RUNNING);
    Run second = scenario.request(workflow);
    Run third = scenario.request(workflow);

    await()
        .during(Duration.ofMillis(600))
        .until(() -> scenario.find(second.name()).state() == RunState.PENDING);
    handler.script(workflow).gate.countDown();
    scenario.end(third);

    assertThat(order).containsExactly(first.name(), second.name(), third.name());
    assertThat(scenario.find(second.name()).startedAt().orElseThrow())
        .isAfterOrEqualTo(scenario.find(first.name()).finishedAt().orElseThrow());
  }

  @Test
  void a_run_cancelled_while_it_waits_never_starts() {
    handler
        .script(workflow)
        .scopes("db")
        .work(
            (context, scope) -> {
              handler.script(workflow).hold(context);
              return ScriptedHandler.NOTHING_NEW;
            });
    Run first = scenario.request(workflow);
    scenario.awaitState(first, RunState.RUNNING);
    Run waiting = scenario.request(workflow);

    Run cancelled = scenario.cancel(waiting.name());
    handler.script(workflow).gate.countDown();
    scenario.end(first);

    assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
    assertThat(cancelled.startedAt()).isEmpty();
    assertThat(scenario.find(waiting.name()).attempts()).isZero();
    assertThat(handler.script(workflow).executed).hasSize(1);
  }
}
