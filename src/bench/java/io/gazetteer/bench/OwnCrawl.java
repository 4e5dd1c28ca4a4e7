package io.gazetteer.bench;

import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeFence;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StageDoor;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.read.DatabaseScope;
import io.gazetteer.crawl.read.LineSink;
import io.gazetteer.crawl.read.ReadDatabase;
import io.gazetteer.crawl.read.ReadResult;
import io.gazetteer.crawl.run.RecognitionDoor;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Our crawl without a run: first, unchanged, 1 % changed, and first of one schema alone. */
final class OwnCrawl implements Worker.Contender {

  /** The store of a measured crawl; it must be empty when a worker begins. */
  static final String STORE = "store";

  static final String WARM_STORE = "store_warm";
  static final String WORKFLOW = "atlan-postgres-1";
  static final String CONNECTION = "default/postgres/1700000000";

  /** One schema of each catalog. */
  private static final Selection PART =
      new Selection(
          List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:" + Names.schema(0) + ")$"))),
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
    try (OpenServer server = OpenServer.open(postgres, selection, source + database);
        Stage stage =
            StageDoor.open(
                () -> Servers.connect(store + into),
                new StageTarget(name, database, WORKFLOW, false))) {
      ReadDatabase read =
          new ReadDatabase(
              new DatabaseScope(name, database, postgres, selection), server, new NoMonitor());
      ReadResult result =
          earlier.isEmpty()
              ? read.read(ReadMode.FULL, stage.known(), stage, LineSink.NONE)
              : read.readChanges(
                  new Fingerprint(earlier.get().fingerprint()), earlier.get().assets(), stage);
      MergeCounts counts = merge(stage, scope(name, database, result), result, earlier);
      Console.say(
          "%s: %s read, %s".formatted(database, result.reading().recognition().extent(), counts));
    }
  }

  static MergeScope scope(String connection, String database, ReadResult result) {
    return new MergeScope(
        connection,
        database,
        WORKFLOW,
        "run-" + System.nanoTime(),
        result.reading().excludedSchemas(),
        result.reading().excludedRelations(),
        result.typesNotRead());
  }

  private static MergeCounts merge(
      Stage stage, MergeScope scope, ReadResult result, Optional<StoredFingerprint> earlier) {
    return switch (result.reading().recognition().extent()) {
      case STATISTICS ->
          stage
              .mergeStatistics(
                  RecognitionDoor.recognised(scope, result.reading(), earlier),
                  earlier.orElseThrow(),
                  MergeFence.OPEN)
              .orElseThrow();
      case PART ->
          stage
              .mergePart(
                  RecognitionDoor.recognised(scope, result.reading(), earlier),
                  MergeRules.UNLIMITED,
                  earlier.orElseThrow())
              .orElseThrow();
      case ALL ->
          stage.merge(
              RecognitionDoor.recognised(scope, result.reading(), Optional.empty()),
              MergeRules.UNLIMITED);
    };
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
                  "SELECT total_exec_time, calls, left(regexp_replace(query, '\\s+', ' ', 'g'),"
                      + " 100) FROM pg_stat_statements WHERE total_exec_time >= 20 ORDER BY 1 DESC"
                      + " LIMIT 20")) {
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
