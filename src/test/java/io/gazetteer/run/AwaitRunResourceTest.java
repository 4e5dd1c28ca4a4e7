package io.gazetteer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code result?wait=true} of the connector application does while a run goes on. */
@ServiceTest
class AwaitRunResourceTest {

  /** More than worker threads, fewer than places. */
  private static final int CLIENTS = 60;

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;
  @Inject AwaitRun awaitRun;

  @TestHTTPResource("/workflows/v1/result/")
  URI results;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String workflow = RunScenario.newWorkflow();

  private ScriptedHandler.Script held() {
    ScriptedHandler.Script script = handler.script(workflow);
    script
        .scopes("db")
        .work(
            (context, scope) -> {
              script.hold(context);
              return ScriptedHandler.NOTHING_NEW;
            });
    return script;
  }

  private CompletableFuture<HttpResponse<String>> result() {
    HttpRequest request =
        HttpRequest.newBuilder(results.resolve(workflow + "?wait=true"))
            .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  @Test
  void clients_wait_for_the_end_of_a_run_and_hold_no_thread_meanwhile() {
    ScriptedHandler.Script script = held();
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);

    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.generate(this::result).limit(CLIENTS).toList();
    Service.asAdmin()
        .get("/workflows/v1/result/" + workflow)
        .then()
        .statusCode(200)
        .body("data.status", equalTo("running"));
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    script.gate.countDown();
    scenario.end(run);
    assertThat(waiting)
        .allSatisfy(
            answer ->
                assertThat(answer.get(60, TimeUnit.SECONDS).body())
                    .contains("\"status\":\"completed\"", "\"run_id\":\"" + run.name() + "\""));
  }

  @Test
  void a_run_that_goes_on_is_answered_as_running_when_the_wait_is_over() {
    ScriptedHandler.Script script = held();
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);

    Run after = awaitRun.end(run, Duration.ofMillis(1)).await().atMost(Duration.ofSeconds(30));

    assertThat(after.state()).isEqualTo(RunState.RUNNING);
    script.gate.countDown();
    assertThat(awaitRun.end(run, Duration.ofSeconds(60)).await().atMost(Duration.ofSeconds(60)))
        .extracting(Run::state)
        .isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void requests_beyond_the_limit_are_answered_at_once_and_places_are_given_back() {
    ScriptedHandler.Script script = held();
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);

    List<CompletableFuture<Run>> waiting =
        Stream.generate(() -> awaitRun.end(run, Duration.ofMinutes(5)).subscribeAsCompletionStage())
            .limit(AwaitRun.PLACES)
            .toList();
    Run beyond = awaitRun.end(run, Duration.ofMinutes(5)).await().atMost(Duration.ofSeconds(30));
    assertThat(beyond.state().isFinal()).isFalse();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    script.gate.countDown();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(waiting).allMatch(CompletableFuture::isDone));
    assertThat(waiting).allMatch(each -> each.join().state() == RunState.SUCCEEDED);
  }
}
