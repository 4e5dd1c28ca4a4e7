package io.gazetteer.run;

import static io.gazetteer.run.ScriptedHandler.NOTHING_NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@ServiceTest
class StoreRestartedStoreTest {

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;
  @Inject Jdbi jdbi;

  private final String workflow = RunScenario.newWorkflow();

  private ScriptedHandler.Script script() {
    return handler.script(workflow);
  }

  @Test
  void a_store_whose_connections_all_break_at_once_ends_no_run() {
    AtomicInteger calls = new AtomicInteger();
    script()
        .scopes("one", "two")
        .work(
            (context, scope) -> {
              if (calls.getAndIncrement() == 0) {
                breakAllConnections();
              }
              context.log(LogLevel.INFO, "after the break");
              return NOTHING_NEW;
            });

    Run requested = scenario.request(workflow);
    // Whoever asks the store just now may be handed a broken connection, too.
    ConditionFactory patiently =
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptions();
    Run run = patiently.until(() -> scenario.find(requested.name()), now -> now.state().isFinal());

    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
    List<RunScope> scopes = patiently.until(() -> scenario.scopes(run), found -> true);
    assertThat(scopes)
        .extracting(RunScope::state)
        .containsExactly(ScopeState.COMPLETE, ScopeState.COMPLETE);
  }

  private void breakAllConnections() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
  }
}
