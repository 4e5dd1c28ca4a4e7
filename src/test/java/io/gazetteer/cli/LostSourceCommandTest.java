package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.BreakableServer;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.StalledLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Commands whose source breaks or freezes while its catalog is streamed: they end, say why, and
 * leave nothing that looks whole. {@code -Dtrials=20} tries each break so often.
 */
@Tag("slow")
class LostSourceCommandTest {

  private static final Logger LOG = Logger.getLogger(LostSourceCommandTest.class);
  private static final int TRIALS = Integer.getInteger("trials", 1);
  private static final int TABLES = 600;
  private static final int PATIENCE_SECONDS = 120;
  private static final Random PLACES = new Random(11);

  private static BreakableServer server;
  private static long bytes;

  @TempDir Path folder;

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

  private static CompletableFuture<Ended> start(int port, String... arguments) {
    return CompletableFuture.supplyAsync(
        () ->
            Commands.shell()
                .with("PGHOST", "localhost")
                .with("PGPORT", Integer.toString(port))
                .with("PGUSER", "postgres")
                .with("PGDATABASE", "postgres")
                .run(arguments));
  }

  private static Ended ended(CompletableFuture<Ended> command) throws Exception {
    return command.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private CompletableFuture<Ended> extract(int port, Path to) {
    return start(
        port, "extract", "--to", to.toString(), "--spool-folder", folder.resolve("s").toString());
  }

  private void measure() throws Exception {
    if (bytes == 0) {
      try (StalledLine line = StalledLine.open(server.port(), Long.MAX_VALUE)) {
        Ended ended = ended(extract(line.port(), folder.resolve("measured")));
        assertThat(ended.code()).as(ended.all()).isZero();
        bytes = line.answered();
      }
    }
  }

  private static List<Path> manifests(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(file -> file.endsWith("manifest.json")).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void an_extraction_whose_source_is_lost_in_the_middle_of_a_stream_ends(Loss loss)
      throws Exception {
    measure();
    for (int trial = 0; trial < TRIALS; trial++) {
      long place = (long) (bytes * (0.15 + 0.8 * PLACES.nextDouble()));
      Path to = folder.resolve(loss + "-" + trial);
      try (StalledLine line = StalledLine.open(server.port(), place)) {
        CompletableFuture<Ended> command = extract(line.port(), to);
        line.awaitStalled();
        switch (loss) {
          case TERMINATED -> server.terminateSessions();
          case KILLED -> server.killSessions();
          case STOPPED -> server.stopAtOnce();
        }
        Instant lost = Instant.now();
        line.release();
        Ended ended = ended(command);
        LOG.infof(
            "%s, trial %d, at byte %d of %d: exit code %d after %d ms",
            loss,
            trial,
            place,
            bytes,
            ended.code(),
            Duration.between(lost, Instant.now()).toMillis());
        assertCorrect(loss, to, ended);
      }
      if (loss == Loss.STOPPED) {
        server.restart();
      }
    }
  }

  /** Either it was read anew and whole, or it failed and says that the source was lost. */
  private static void assertCorrect(Loss loss, Path to, Ended ended) throws IOException {
    if (ended.code() == 0) {
      assertThat(loss).isNotEqualTo(Loss.STOPPED);
      assertThat(ended.all()).contains("Next attempt in");
      assertThat(manifests(to)).hasSize(1);
      return;
    }
    assertThat(loss).isEqualTo(Loss.STOPPED);
    assertThat(ended.code()).as(ended.all()).isEqualTo(ExitCode.SOURCE);
    assertThat(ended.err()).contains("no database was read, so nothing was written");
    assertThat(manifests(to)).isEmpty();
  }

  @Test
  void a_check_of_a_server_that_freezes_in_the_middle_ends_at_its_limit_and_closes_the_connection()
      throws Exception {
    try (StalledLine line = StalledLine.open(server.port(), 3_000)) {
      CompletableFuture<Ended> command = start(line.port(), "check");
      line.awaitStalled();
      Ended ended = ended(command);
      assertThat(ended.code()).as(ended.all()).isNotZero();
      assertThat(ended.all())
          .containsPattern("(did not answer in time|gazetteer.preflight.limit)")
          .as("nothing is asked over a connection that is known to be lost")
          .doesNotContain("SQLSTATE 08003");
      assertThat(line.openClients()).as("connections that were given up").isZero();
    }
  }
}
