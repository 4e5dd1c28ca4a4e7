package io.gazetteer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.StoreResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many who ask for a run at the same instant. */
@QuarkusTest
@QuarkusTestResource(value = StoreResource.class, restrictToAnnotatedClass = false)
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
}
