package io.gazetteer.run;

import static io.gazetteer.run.ScriptedHandler.NOTHING_NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class RunRecoveryStoreTest {

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;
  @Inject RunEngine engine;
  @Inject RunRepository runs;
  @Inject ScopeRepository scopes;
  @Inject RunLogRepository logs;
  @Inject Jdbi jdbi;

  private final String workflow = RunScenario.newWorkflow();
  private final String name = workflow + "-dead0";

  private ScriptedHandler.Script script() {
    return handler.script(workflow);
  }

  @AfterEach
  void the_engine_goes_on() {
    engine.stop();
    engine.start();
  }

  /** A run as a worker leaves it that is killed in the middle of the second of three scopes. */
  private void leaveBehind(int attemptsOfSecondScope) {
    execute(
        """
        INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id, requested_by,
                         attempts, created_at, started_at)
        VALUES ('%1$s', gen_random_uuid(), '%2$s', 'scripted', 'RUNNING', 'u', 'tester',
                1, now() - interval '1 hour', now() - interval '1 hour')
        """
            .formatted(name, workflow));
    execute(
        """
        INSERT INTO run_scope (run_id, name, position, state, attempts, created, started_at, finished_at)
        SELECT id, 'one', 0, 'COMPLETE', 1, 4, started_at, started_at FROM run WHERE name = '%1$s'
        UNION ALL
        SELECT id, 'two', 1, 'RUNNING', %2$d, 0, started_at, null FROM run WHERE name = '%1$s'
        UNION ALL
        SELECT id, 'three', 2, 'PENDING', 0, 0, null, null FROM run WHERE name = '%1$s'
        """
            .formatted(name, attemptsOfSecondScope));
  }

  private void pickedByTheDead() {
    execute(
        """
        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                                     last_heartbeat, version)
        VALUES ('run', '%s', now() - interval '1 hour', true, 'dead', now() - interval '1 hour', 2)
        """
            .formatted(name));
  }

  private void execute(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  private Run left() {
    return scenario.find(name);
  }

  @Test
  void a_run_of_a_killed_worker_is_taken_up_behind_its_last_finished_scope() {
    script().scopes("never", "planned", "again");
    leaveBehind(1);
    pickedByTheDead();

    Run run = scenario.end(left());

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.created()).isEqualTo(4);
    assertThat(script().executed).containsExactly("two", "three");
    assertThat(scenario.log(run)).anyMatch(line -> line.startsWith("Resumed (attempt "));
  }

  @Test
  void a_scope_that_kills_its_workers_is_given_up() {
    leaveBehind(3);
    pickedByTheDead();

    Run run = scenario.end(left());

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message().orElseThrow()).contains("two: Given up: the service died 3 times");
    assertThat(script().executed).containsExactly("three");
  }

  @Test
  void an_unfinished_run_without_its_place_in_the_queue_gets_one_back() {
    leaveBehind(1);

    engine.repair();

    assertThat(scenario.end(left()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void a_finished_run_loses_its_place_in_the_queue() {
    engine.stop();
    leaveBehind(1);
    execute(
        "UPDATE run SET state = 'FAILED', message = 'x', finished_at = now() WHERE name = '%s'"
            .formatted(name));
    execute(
        """
        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        VALUES ('run', '%s', now() + interval '1 hour', false, 1)
        """
            .formatted(name));

    engine.repair();

    assertThat(queued(name)).isEmpty();
  }

  private Optional<Boolean> queued(String run) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT picked FROM scheduled_tasks WHERE task_instance = :run")
                .bind("run", run)
                .mapTo(Boolean.class)
                .findOne());
  }

  @Test
  void a_worker_that_lost_its_run_writes_nothing_more() {
    engine.stop();
    leaveBehind(1);
    Run stale = left();
    RunScope two = scopes.of(stale.id()).get(1);
    Run taken = runs.start(name).orElseThrow();

    assertThat(taken.attempts()).isEqualTo(2);
    assertThat(scopes.finish(stale, two, NOTHING_NEW)).isFalse();
    assertThat(scopes.fail(stale, two, RunError.RUN_WORKER_LOST, "x")).isFalse();
    assertThat(scopes.begin(stale, two)).isFalse();
    assertThat(scopes.progress(stale, two, 5, 5)).isFalse();
    scopes.cancel(stale);
    scopes.release(stale);
    logs.append(stale, Optional.empty(), LogLevel.INFO, "from the past");
    assertThat(runs.finish(stale, RunState.SUCCEEDED, false, Optional.empty())).isFalse();

    assertThat(scopes.of(stale.id()).get(1)).isEqualTo(two);
    assertThat(left().state()).isEqualTo(RunState.RUNNING);
    assertThat(scenario.log(stale)).isEmpty();
    assertThat(scopes.finish(taken, two, NOTHING_NEW)).isTrue();
  }

  @Test
  void a_handler_learns_that_its_worker_lost_the_run() {
    CountDownLatch told = new CountDownLatch(1);
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              try {
                script().hold(context);
              } catch (RunCancelledException lost) {
                told.countDown();
                throw lost;
              }
              return NOTHING_NEW;
            });
    Run run = scenario.request(workflow);
    await().until(() -> script().entered.await(0, TimeUnit.SECONDS));

    execute("UPDATE run SET attempts = attempts + 1 WHERE name = '%s'".formatted(run.name()));

    await().until(() -> told.await(0, TimeUnit.SECONDS));
    script().gate.countDown();
    Run ended = scenario.end(run);
    assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ended.attempts()).isEqualTo(3);
  }

  @Test
  void a_run_goes_on_after_the_service_was_stopped_and_started_again() {
    script()
        .scopes("one", "two")
        .work(
            (context, scope) -> {
              if (scope.equals("two")) {
                script().hold(context);
              }
              return NOTHING_NEW;
            });
    Run run = scenario.request(workflow);
    await().until(() -> script().entered.await(0, TimeUnit.SECONDS));

    long before = System.nanoTime();
    engine.stop();
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    assertThat(took).isLessThan(Duration.ofSeconds(5));
    assertThat(scenario.find(run.name()).state()).isEqualTo(RunState.RUNNING);
    assertThat(scenario.scopes(run))
        .extracting(RunScope::state, RunScope::attempts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ScopeState.COMPLETE, 1),
            org.assertj.core.groups.Tuple.tuple(ScopeState.PENDING, 0));
    assertThat(queued(run.name())).contains(false);

    script().gate.countDown();
    engine.start();
    assertThat(scenario.end(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(script().executed).containsExactly("one", "two", "two");
  }

  @Test
  void a_handler_that_looks_at_nothing_is_interrupted_when_the_service_stops() {
    CountDownLatch never = new CountDownLatch(1);
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              script().entered.countDown();
              try {
                if (script().executed.size() == 1) {
                  never.await();
                }
              } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
              }
              return NOTHING_NEW;
            });
    Run run = scenario.request(workflow);
    await().until(() -> script().entered.await(0, TimeUnit.SECONDS));

    engine.stop();

    assertThat(scenario.find(run.name()).state()).isEqualTo(RunState.RUNNING);
    assertThat(queued(run.name())).contains(false);
    engine.start();
    assertThat(scenario.end(run).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void logs_of_runs_that_ended_long_ago_are_thrown_away_and_others_kept() {
    engine.stop();
    leaveBehind(1);
    Run old = left();
    logs.append(old.id(), LogLevel.INFO, "old");
    assertThat(logs.purge(java.time.Instant.now().plusSeconds(60))).isGreaterThanOrEqualTo(0);
    assertThat(scenario.log(old)).containsExactly("old");
    execute(
        "UPDATE run SET state = 'FAILED', message = 'x', finished_at = now() WHERE name = '%s'"
            .formatted(name));

    logs.purge(java.time.Instant.now().plusSeconds(60));

    assertThat(scenario.log(old)).isEmpty();
    assertThat(List.of(left().name())).containsExactly(name);
  }
}
