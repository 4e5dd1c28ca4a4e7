package io.gazetteer.bench;

import io.gazetteer.asset.FigureStage;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeFence;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StageDoor;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.WriterDoor;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Our crawl, as CrawlHandler does it, without the run around it: first, unchanged, 1 % changed, and
 * first of one schema alone.
 */
final class OwnCrawl implements Worker.Contender {

  /** The store of a measured crawl; it must be empty when a worker begins. */
  static final String STORE = "store";

  static final String WARM_STORE = "store_warm";
  static final String WORKFLOW = "atlan-postgres-1";
  static final String CONNECTION = "default/postgres/1700000000";

  /** One schema of each catalog. */
  private static final Selection PART =
      new Selection(
          List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:s_000)$"))),
          List.of(),
          Optional.empty());

  private final PostgresSource postgres = new PostgresSource();
  private final String source;
  private final String store;
  private int warmUps;

  OwnCrawl(String source, String store) {
    this.source = source;
    this.store = store;
  }

  @Override
  public void warmUp() throws SQLException {
    warmUps++;
    // Another connection is another first crawl; then the same one, unchanged.
    String connection = CONNECTION + warmUps;
    crawl(Shape.WARM.database(), WARM_STORE, connection, Selection.ALL);
    crawl(Shape.WARM.database(), WARM_STORE, connection, Selection.ALL);
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    String database = shape.database();
    forgetStatements();
    meter.measure("first", () -> crawl(database, STORE, CONNECTION, Selection.ALL));
    noteStatements(meter, "first");
    forgetStatements();
    meter.measure("unchanged", () -> crawl(database, STORE, CONNECTION, Selection.ALL));
    noteStatements(meter, "unchanged");
    new OnePercent(source + database).change();
    forgetStatements();
    meter.measure("changed", () -> crawl(database, STORE, CONNECTION, Selection.ALL));
    noteStatements(meter, "changed");
    forgetStatements();
    meter.measure("part", () -> crawl(database, STORE, CONNECTION + "9", PART));
    noteStatements(meter, "part");
  }

  private void crawl(String database, String into, String name, Selection selection)
      throws SQLException {
    Optional<StoredFingerprint> earlier =
        StageDoor.earlier(Servers.connect(store + into), name, database);
    StageTarget target = new StageTarget(name, database, WORKFLOW, false);
    try (Connection connection = session(source + database);
        Stage stage = StageDoor.open(Servers.connect(store + into), target);
        FigureStage figures = StageDoor.openFigures(() -> Servers.connect(store + into))) {
      long known = earlier.isPresent() ? earlier.get().assets() : stage.known();
      if (known == 0) {
        known = postgres.count(connection, selection);
      }
      Reading reading =
          postgres.read(
              connection,
              new Second(source + database),
              selection,
              earlier.map(stored -> new Fingerprint(stored.fingerprint())),
              WriterDoor.open(stage, figures, name, database, known));
      MergeScope scope = scope(name, database, reading);
      MergeCounts counts = merge(stage, figures, scope, reading, earlier);
      Console.say("%s: %s read, %s".formatted(database, reading.recognition().extent(), counts));
    }
  }

  /** Of a read that lacked nothing. */
  static MergeScope scope(String connection, String database, Reading reading) {
    return new MergeScope(
        connection,
        database,
        WORKFLOW,
        "run-" + System.nanoTime(),
        reading.schemasLeftOut(),
        reading.relationsLeftOut(),
        Set.of());
  }

  private static MergeCounts merge(
      Stage stage,
      FigureStage figures,
      MergeScope scope,
      Reading reading,
      Optional<StoredFingerprint> earlier) {
    return switch (reading.recognition().extent()) {
      case FIGURES ->
          figures
              .refresh(
                  WriterDoor.recognised(scope, reading, earlier),
                  earlier.orElseThrow(),
                  MergeFence.OPEN)
              .orElseThrow();
      case PART -> {
        figures.refreshKept(scope, MergeFence.OPEN);
        yield stage
            .mergePart(
                WriterDoor.recognised(scope, reading, earlier),
                MergeRules.UNLIMITED,
                earlier.orElseThrow())
            .orElseThrow();
      }
      case ALL ->
          stage.merge(
              WriterDoor.recognised(scope, reading, Optional.empty()), MergeRules.UNLIMITED);
    };
  }

  /** The second of two connections to the server, which is what the product allows itself. */
  private record Second(String url) implements FurtherConnection {

    @Override
    public Optional<Connection> open() {
      try {
        return Optional.of(session(url));
      } catch (SQLException failure) {
        throw new IllegalStateException("The source gave no second connection", failure);
      }
    }

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public void abort() {
      // Called when a read ends while one is still being opened, which waits for nothing here.
    }
  }

  /** The session that the product makes, as far as it bears on speed. */
  private static Connection session(String url) throws SQLException {
    return Servers.connect(url + "?prepareThreshold=0&readOnly=true");
  }

  private void forgetStatements() throws SQLException {
    Servers.execute(source + "postgres", "SELECT pg_stat_statements_reset()");
    Servers.execute(store + "postgres", "SELECT pg_stat_statements_reset()");
  }

  private void noteStatements(Meter meter, String measure) throws Exception {
    for (String side : new String[] {"source", "store"}) {
      String url = (side.equals("source") ? source : store) + "postgres";
      try (Connection connection = Servers.connect(url);
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT total_exec_time, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 100)"
                      + " FROM pg_stat_statements WHERE total_exec_time >= 20 ORDER BY 1 DESC LIMIT 20")) {
        while (row.next()) {
          meter.note(
              "PHASE",
              String.format(
                  Locale.ROOT,
                  "%s\t%s\t%.0f\t%d\t%s",
                  measure,
                  side,
                  row.getDouble(1),
                  row.getLong(2),
                  row.getString(3).replace('|', '/')));
        }
      }
    }
  }
}
