package io.gazetteer.crawl.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.StandaloneConnections;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.OriginDatabases;
import io.gazetteer.crawl.read.ReadMonitor;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.StalledLine;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a server is asked as a whole, and how that ends when a run is stopped. */
class ServerOriginTest {

  private static final int MANY = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sources sources = Sources.withoutContainer(SourceLimits.defaults());
  private final OpenConnection openConnection =
      StandaloneConnections.of(
          config(),
          sources,
          SourceLimits.defaults(),
          new AwsSessions(Clock.systemUTC()),
          Clock.systemUTC());

  private static SmallRyeConfig config() {
    // Only a stop ends a wait in time.
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValue("gazetteer.source.connect-timeout", "10m")
        .withDefaultValue("gazetteer.source.connection-wait", "10m")
        .build();
  }

  private ServerOrigin origin(int port, Selection selection) {
    return new ServerOrigin(
        openConnection, target(port), sources.named("postgres"), selection, List.of("postgres"));
  }

  private static ConnectionTarget target(int port) {
    return new ConnectionTarget(
        "localhost", port, Optional.empty(), new SignIn.Basic("postgres", "trusted"));
  }

  private static Selection including(String... expressions) {
    return new Selection(
        Stream.of(expressions)
            .map(expression -> new Selection.Rule(expression, Optional.empty()))
            .toList(),
        List.of(),
        Optional.empty());
  }

  @Test
  void all_expressions_are_compared_over_one_connection() throws IOException {
    try (StalledLine line = StalledLine.open(Postgres.port(), Long.MAX_VALUE)) {
      List<String> expressions =
          new ArrayList<>(
              IntStream.range(0, MANY).mapToObj(i -> "^(?:no_such_%d.*)$".formatted(i)).toList());
      expressions.add("^(?:templat.1)$");

      Set<String> matching = origin(line.port(), Selection.ALL).matching(expressions);

      assertThat(matching).containsExactly("^(?:templat.1)$");
      assertThat(line.accepted()).isEqualTo(1);
    }
  }

  @Test
  void a_server_of_which_no_database_is_known_needs_one_to_be_named() {
    ServerOrigin origin =
        new ServerOrigin(
            openConnection,
            target(Postgres.port()),
            sources.named("postgres"),
            Selection.ALL,
            List.of());

    assertThatThrownBy(origin::databases)
        .hasFieldOrPropertyWithValue("code", CrawlError.NOTHING_SELECTED);
  }

  @Test
  void a_server_that_cannot_be_asked_about_entries_is_a_line_in_the_log() throws IOException {
    int closed;
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = door.getLocalPort();
    }
    Selection selection = including("^(?:any.*)$");
    ServerOrigin origin = origin(closed, selection);
    assertThatThrownBy(() -> origin.matching(List.of("^(?:any.*)$")))
        .isInstanceOf(AppException.class);
    Heard heard = new Heard();

    List<String> warnings =
        new OriginDatabases(origin, selection, heard)
            .unmatchedEntries(List.of(new DatabaseListing("shop", true, false, false, false)));

    assertThat(warnings).isEmpty();
    assertThat(heard.cancellable).isEqualTo(1);
    assertThat(heard.lines)
        .singleElement()
        .asString()
        .startsWith("WARN Cannot determine whether each filter entry matches a database");
  }

  @Test
  void a_stop_while_signing_in_at_a_frozen_server_ends_it_at_once() throws Exception {
    try (StalledLine line = StalledLine.open(Postgres.port(), -1)) {
      assertStops(
          origin(line.port(), Selection.ALL), () -> line.accepted() > 0, ServerOrigin::databases);
      assertStops(
          origin(line.port(), Selection.ALL),
          () -> line.accepted() > 1,
          origin -> origin.open("postgres"));
    }
  }

  @Test
  void a_stop_while_waiting_for_a_free_connection_ends_the_wait() throws Exception {
    List<OpenDatabase> all = new ArrayList<>();
    try {
      for (int i = 0; i < openConnection.mostConnections(); i++) {
        all.add(origin(Postgres.port(), Selection.ALL).open("postgres"));
      }
      ServerOrigin crowded = origin(Postgres.port(), Selection.ALL);
      assertStops(crowded, this::isWanted, origin -> origin.open("postgres"));
    } finally {
      all.forEach(OpenDatabase::close);
    }
    // Nothing of what was given up holds a place.
    origin(Postgres.port(), Selection.ALL).open("postgres").close();
  }

  @Test
  void a_run_can_be_stopped_while_the_connection_of_a_database_is_made() throws Exception {
    try (StalledLine line = StalledLine.open(Postgres.port(), -1)) {
      Heard heard = new Heard();
      ServerOrigin origin = origin(line.port(), Selection.ALL);
      OriginDatabases databases = new OriginDatabases(origin, Selection.ALL, heard);
      assertStops(
          () -> heard.atStop.run(), () -> line.accepted() > 0, () -> databases.open("postgres"));
    }
  }

  @Test
  void a_second_connection_can_be_given_up_while_it_is_made_and_frees_its_place() throws Exception {
    try (StalledLine line = StalledLine.open(Postgres.port(), -1)) {
      FurtherConnection further = openConnection.further(target(line.port()), "postgres");
      ExecutorService worker = Executors.newSingleThreadExecutor();
      try {
        Future<Optional<Connection>> opening = worker.submit(further::open);
        await().atMost(PATIENCE).until(() -> line.accepted() > 0);

        further.abort();

        assertThat(opening.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEmpty();
        assertThat(further.open()).as("nothing is opened after that").isEmpty();
      } finally {
        worker.shutdownNow();
      }
      line.release();
      List<OpenDatabase> all = new ArrayList<>();
      for (int i = 0; i < openConnection.mostConnections(); i++) {
        all.add(origin(line.port(), Selection.ALL).open("postgres"));
      }
      all.forEach(OpenDatabase::close);
    }
  }

  @Test
  void an_open_second_connection_is_closed_by_giving_it_up() throws Exception {
    FurtherConnection further = openConnection.further(target(Postgres.port()), "postgres");
    Connection second = further.open().orElseThrow();

    further.abort();

    assertThat(second.isClosed()).isTrue();
  }

  @Test
  void a_stop_that_the_server_does_not_react_to_closes_the_second_connection_too()
      throws Exception {
    StopSource stop = new StopSource(sources.named("postgres"), Duration.ZERO);
    try (Connection first = stop.open(openConnection, target(Postgres.port()), "postgres");
        Connection second =
            stop.second(openConnection, target(Postgres.port()), "postgres").open().orElseThrow()) {
      stop.stop();

      assertThat(first.isClosed()).isTrue();
      assertThat(second.isClosed()).isTrue();
    }
  }

  private boolean isWanted() {
    return openConnection.further(target(Postgres.port()), "postgres").isWanted();
  }

  private static void assertStops(
      ServerOrigin origin, Callable<Boolean> begun, Consumer<ServerOrigin> work)
      throws InterruptedException {
    assertStops(origin::cancel, begun, () -> work.accept(origin));
  }

  private static void assertStops(Runnable stop, Callable<Boolean> begun, Runnable work)
      throws InterruptedException {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      Future<?> going = worker.submit(work);
      await().atMost(PATIENCE).until(begun);
      stop.run();
      assertThatThrownBy(() -> going.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(AppException.class);
    } finally {
      worker.shutdownNow();
      assertThat(worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Keeps what is logged, and how to cancel. */
  private static final class Heard implements ReadMonitor {

    private final List<String> lines = new ArrayList<>();
    private int cancellable;
    private volatile Runnable atStop = () -> {};

    @Override
    public void info(String message) {
      lines.add("INFO " + message);
    }

    @Override
    public void warning(String message) {
      lines.add("WARN " + message);
    }

    @Override
    public <T> T cancellable(Runnable cancel, Supplier<T> work) {
      cancellable++;
      atStop = cancel;
      return work.get();
    }

    @Override
    public void progress(long done, long expected) {
      // Nothing is read here.
    }

    @Override
    public void throwIfCancelled() {
      // Nothing is cancelled this way.
    }
  }
}
