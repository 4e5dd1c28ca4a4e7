package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.BreakableServer;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StalledLine;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A source that breaks or freezes while its catalog is streamed: the run ends, says why, archives
 * nothing, and its worker goes on with the next run. {@code -Dtrials=20} tries each break so often,
 * in different places of the stream.
 */
@ServiceTest
@Tag("slow")
class LostSourceResourceTest {

  private static final Logger LOG = Logger.getLogger(LostSourceResourceTest.class);
  private static final int TRIALS = Integer.getInteger("trials", 1);
  private static final int TABLES = 600;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
  private static final Random PLACES = new Random(7);

  private static BreakableServer server;
  private static long bytes;

  /** Ways in which a server is lost. */
  enum Loss {
    TERMINATED,
    KILLED,
    STOPPED
  }

  @BeforeAll
  static void make_a_source() throws IOException, SQLException {
    server = BreakableServer.start(TABLES);
  }

  @AfterAll
  static void stop_it() throws IOException {
    server.close();
  }

  private static WorkflowBuilder crawl(int port) {
    return aWorkflow().at("localhost", port).of("postgres");
  }

  /** A whole crawl, which tells how much there is to be streamed. */
  private static void measure() throws IOException {
    if (bytes == 0) {
      try (StalledLine line = StalledLine.open(server.port(), Long.MAX_VALUE)) {
        JsonPath end = Service.awaitEnd(crawl(line.port()).start());
        assertThat(end.getString("run.state")).as(end.prettify()).isEqualTo("SUCCEEDED");
        bytes = line.answered();
      }
    }
  }

  private static void lose(Loss loss) throws IOException, SQLException, InterruptedException {
    switch (loss) {
      case TERMINATED -> server.terminateSessions();
      case KILLED -> server.killSessions();
      case STOPPED -> server.stopAtOnce();
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void a_source_that_is_lost_in_the_middle_of_a_stream_ends_the_run_and_frees_its_worker(Loss loss)
      throws IOException, SQLException, InterruptedException {
    measure();
    for (int trial = 0; trial < TRIALS; trial++) {
      long place = (long) (bytes * (0.15 + 0.8 * PLACES.nextDouble()));
      try (StalledLine line = StalledLine.open(server.port(), place)) {
        WorkflowBuilder workflow = crawl(line.port());
        String run = workflow.start();
        line.awaitStalled();
        lose(loss);
        Instant lost = Instant.now();
        line.release();
        JsonPath end = Service.awaitEnd(run);
        assertCorrect(loss, workflow, end, Service.log(run));
        LOG.infof(
            "%s, trial %d, at byte %d of %d: %s after %d ms",
            loss,
            trial,
            place,
            bytes,
            end.getString("run.state"),
            Duration.between(lost, Instant.now()).toMillis());
      }
      if (loss == Loss.STOPPED) {
        server.restart();
      }
    }
    JsonPath next = Service.awaitEnd(crawl(server.port()).start());
    assertThat(next.getString("run.state")).as(next.prettify()).isEqualTo("SUCCEEDED");
  }

  /** Either it was read anew and whole, or it failed and says that the source was lost. */
  private static void assertCorrect(
      Loss loss, WorkflowBuilder workflow, JsonPath end, List<String> log) {
    String state = end.getString("run.state");
    if (state.equals("SUCCEEDED")) {
      assertThat(loss).isNotEqualTo(Loss.STOPPED);
      assertThat(Service.assetsOf(workflow.connection()))
          .filteredOn(asset -> asset.get("typeName").equals("Table"))
          .hasSize(TABLES);
      return;
    }
    assertThat(state).as("%s %s", end.prettify(), log).isEqualTo("FAILED");
    assertThat(loss).isNotEqualTo(Loss.TERMINATED);
    assertThat(end.getString("scopes[0].errorCode"))
        .as(end.prettify())
        .isIn("SOURCE_CONNECTION_LOST", "SOURCE_PORT_CLOSED", "SOURCE_UNREACHABLE");
  }

  private static void assertStopsInTime(String run) {
    Instant asked = Instant.now();
    Service.asAdmin().post("/api/v1/runs/{name}/cancel", run).then().statusCode(200);
    JsonPath end = Service.awaitEnd(run);
    Duration took = Duration.between(asked, Instant.now());
    LOG.infof("Stopped after %d ms", took.toMillis());
    assertThat(end.getString("run.state")).as(end.prettify()).isEqualTo("CANCELLED");
    assertThat(took).isLessThan(STOP_LIMIT);
  }

  @Test
  void stopping_a_run_whose_line_does_not_forward_any_more_ends_it_within_the_grace_period()
      throws IOException, InterruptedException {
    measure();
    try (StalledLine line = StalledLine.open(server.port(), bytes / 2)) {
      String run = crawl(line.port()).start();
      line.awaitStalled();
      assertStopsInTime(run);
    }
  }

  @Test
  void stopping_a_run_that_still_lists_databases_does_not_wait_for_a_silent_line()
      throws IOException, InterruptedException {
    // Enough for signing in; the answer to the first statement never comes.
    try (StalledLine line = StalledLine.open(server.port(), 600)) {
      String run = crawl(line.port()).start();
      line.awaitStalled();
      assertStopsInTime(run);
    }
  }

  @Test
  void stopping_a_run_whose_server_is_frozen_ends_it_within_the_grace_period()
      throws IOException, InterruptedException {
    measure();
    try (StalledLine line = StalledLine.open(server.port(), bytes / 2)) {
      String run = crawl(line.port()).start();
      line.awaitStalled();
      server.freeze();
      try {
        line.release();
        assertStopsInTime(run);
      } finally {
        server.thaw();
      }
    }
  }
}
