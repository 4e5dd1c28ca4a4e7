package io.gazetteer.run;

import static io.gazetteer.run.ScriptedHandler.NOTHING_NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class StoreAwayStoreTest {

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;
  @Inject Jdbi jdbi;

  private final String workflow = RunScenario.newWorkflow();

  private ScriptedHandler.Script script() {
    return handler.script(workflow);
  }

  private static IllegalStateException storeGone() {
    return new IllegalStateException("The own store failed", new SQLException("text", "57P01"));
  }

  @Test
  void a_scope_that_lost_the_own_store_is_taken_up_again_and_that_is_told() {
    AtomicInteger calls = new AtomicInteger();
    script()
        .scopes("one")
        .work(
            (context, scope) -> {
              if (calls.incrementAndGet() < 5) {
                throw storeGone();
              }
              return NOTHING_NEW;
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(scenario.scopes(run)).extracting(RunScope::attempts).containsExactly(1);
    assertThat(scenario.log(run))
        .filteredOn(line -> line.contains("catalog database could not be reached (SQLSTATE 57P01)"))
        .hasSize(4);
  }

  @Test
  void a_store_that_stays_away_fails_the_scope_in_clear_words_and_the_others_go_on() {
    script()
        .scopes("one", "two")
        .work(
            (context, scope) -> {
              if (scope.equals("one")) {
                throw storeGone();
              }
              return NOTHING_NEW;
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message().orElseThrow())
        .contains("one: The catalog database could not be reached (SQLSTATE 57P01)")
        .doesNotContain("text");
    assertThat(script().executed).containsExactly("one", "one", "one", "one", "one", "one", "two");
  }

  // The watch is there to be closed; nobody calls it.
  @SuppressWarnings("try")
  @Test
  void a_call_that_looks_at_nothing_is_ended_by_the_watch_of_its_run() {
    CountDownLatch ended = new CountDownLatch(1);
    script()
        .scopes("one")
        .work(
            (context, scope) -> {
              try (RunContext.Watch watch = context.watch(ended::countDown)) {
                script().entered.countDown();
                assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
                throw new IllegalStateException("the call was ended");
              } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
              }
            });
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);
    // As another replica asks: nobody wakes this one.
    await()
        .until(
            () ->
                jdbi.withHandle(
                    handle ->
                        handle.execute(
                            "UPDATE run SET cancel_requested_at = now(), cancel_requested_by = 'ann'"
                                + " WHERE state = 'RUNNING' AND name = ?",
                            run.name())),
            changed -> changed == 1);

    assertThat(scenario.end(run).state()).isEqualTo(RunState.CANCELLED);
    assertThat(scenario.find(run.name()).message()).contains("Stopped by ann");
    assertThat(List.of(ended.getCount())).containsExactly(0L);
  }
}
