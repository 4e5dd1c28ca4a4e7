package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.SignIn;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Sources;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class ConnectionCapResourceTest {

  /** gazetteer.source.max-connections as it comes. */
  private static final int CAP = 2;

  private static final int CROWD = 8;
  private static final String ROLE = "capped_reader";

  @Inject OpenConnection openConnection;
  @Inject Sources sources;

  /** What the server showed of the role's sessions while others worked. */
  private record Seen(int most, int samples, TreeSet<String> names) {}

  @Test
  void never_more_connections_than_allowed_are_seen_at_the_server_and_all_have_our_name()
      throws ExecutionException, InterruptedException {
    Postgres.execute("postgres", "CREATE ROLE " + ROLE + " LOGIN");
    String prefix = Postgres.createDatabase("capped");
    for (int i = 1; i <= 3; i++) {
      Postgres.execute("postgres", "CREATE DATABASE " + prefix + "_" + i);
      Postgres.execute(
          prefix + "_" + i,
          "DO $$ BEGIN FOR i IN 1..200 LOOP EXECUTE format('CREATE TABLE t%s (a int)', i);"
              + " END LOOP; END $$");
    }
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CROWD + 1);
    try {
      Future<Seen> seen = threads.submit(() -> watch(done));
      List<String> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        WorkflowBuilder workflow =
            aWorkflow()
                .of(prefix)
                .as(ROLE, "trusted")
                .including("{\"^%s.*$\": []}".formatted(prefix));
        runs.add(workflow.start());
      }
      List<Future<?>> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        crowd.add(threads.submit(() -> work(prefix)));
      }
      for (Future<?> each : crowd) {
        each.get();
      }
      for (String run : runs) {
        assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
      }
      done.set(true);
      assertThat(seen.get().samples).isGreaterThan(50);
      assertThat(seen.get().most).isEqualTo(CAP);
      assertThat(seen.get().names).containsExactly("gazetteer");
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private Void work(String database) throws SQLException {
    ConnectionTarget target =
        new ConnectionTarget(
            "localhost", Postgres.port(), Optional.of(database), new SignIn.Basic(ROLE, "trusted"));
    for (int i = 0; i < 3; i++) {
      try (Connection connection = openConnection.open(target, database)) {
        sources.named("postgres").count(connection, Selection.ALL);
      }
    }
    return null;
  }

  private static Seen watch(AtomicBoolean done) throws SQLException {
    int most = 0;
    int samples = 0;
    TreeSet<String> names = new TreeSet<>();
    try (Connection connection = Postgres.connect("postgres");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT application_name, state IS NULL FROM pg_stat_activity"
                    + " WHERE usename = ? AND backend_type = 'client backend'")) {
      statement.setString(1, ROLE);
      while (!done.get()) {
        int now = 0;
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            now++;
            // While it signs in, a session is there and has no state and no name yet.
            boolean signingIn = rows.getBoolean(2);
            if (!signingIn) {
              names.add(rows.getString(1));
            }
          }
        }
        most = Math.max(most, now);
        samples++;
      }
    }
    return new Seen(most, samples, names);
  }
}
