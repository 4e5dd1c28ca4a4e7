package io.gazetteer.bench;

import io.gazetteer.asset.Asset;
import io.gazetteer.asset.AssetSink;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StageDoor;
import io.gazetteer.asset.StagedAsset;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.lines.AssetLine;
import io.gazetteer.crawl.lines.DatabaseLines;
import io.gazetteer.crawl.lines.Period;
import io.gazetteer.crawl.offline.PublishedDoor;
import io.gazetteer.crawl.read.DatabaseScope;
import io.gazetteer.crawl.read.LineSink;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.ReadDatabase;
import io.gazetteer.crawl.read.ReadResult;
import io.gazetteer.objectstore.FolderDoor;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.publish.Upload;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A first crawl of what a run published, in place of the server. */
final class OwnImport implements Worker.Contender {

  private static final long PART_BYTES = 64_000_000;

  private final PostgresSource postgres = new PostgresSource();
  private final String source;
  private final String store;
  private final Path folder;
  private int warmUps;

  /**
   * Of a server that is read once for it.
   *
   * @param folder for what is published; it is left there
   */
  OwnImport(String source, String store, Path folder) {
    this.source = source;
    this.store = store;
    this.folder = folder;
  }

  @Override
  public void warmUp() throws Exception {
    publish(Shape.WARM);
    warmUps++;
    // Into another connection each time, as a first crawl.
    read(Shape.WARM, OwnCrawl.WARM_STORE, OwnCrawl.CONNECTION + warmUps);
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    publish(shape);
    meter.measure("import", () -> read(shape, OwnCrawl.STORE, OwnCrawl.CONNECTION));
  }

  private static RunFolder place(Shape shape) {
    return RunFolder.of("postgres", OwnCrawl.WORKFLOW, shape.name());
  }

  private void publish(Shape shape) throws IOException, SQLException {
    String database = shape.database();
    RunSpool spool = new RunSpool(folder.resolve("spool"), shape.name());
    spool.begin(draft(shape));
    AssetLine form =
        new AssetLine(
            OwnCrawl.CONNECTION,
            "bench",
            new Asset.LastSync(OwnCrawl.WORKFLOW, shape.name(), Instant.now()));
    try (OpenServer server = OpenServer.open(postgres, Selection.ALL, source + database);
        DatabaseLines lines =
            new DatabaseLines(
                spool.open(database, true, PART_BYTES, Long.MAX_VALUE), database, form)) {
      Instant from = Instant.now();
      ReadResult result =
          new ReadDatabase(scope(OwnCrawl.CONNECTION, database), server, new NoMonitor())
              .read(ReadMode.ONCE, 0, new Nowhere(), lines);
      lines.finish(result.reading(), new Period(from, Instant.now()));
    }
    spool.seal(List.of(database), List.of());
    try (ObjectStore files = FolderDoor.open(folder)) {
      new Upload(files, place(shape), () -> {}, Clock.systemUTC()).publish(spool);
    }
    spool.delete();
  }

  private static Manifest draft(Shape shape) {
    return new Manifest(
        Manifest.FORMAT,
        Manifest.VERSION,
        "bench",
        Instant.EPOCH,
        new Manifest.Connection(OwnCrawl.CONNECTION, "bench", "postgres"),
        Manifest.Server.UNKNOWN,
        OwnCrawl.WORKFLOW,
        shape.name(),
        Instant.EPOCH,
        new Manifest.Filters(Map.of(), Map.of(), Optional.empty()),
        List.of(),
        false,
        List.of(),
        List.of());
  }

  private DatabaseScope scope(String name, String database) {
    return new DatabaseScope(name, database, postgres, Selection.ALL);
  }

  private void read(Shape shape, String into, String name) throws SQLException {
    String database = shape.database();
    try (OpenDatabase files = PublishedDoor.open(FolderDoor.open(folder), place(shape));
        Stage stage =
            StageDoor.open(
                () -> Servers.connect(store + into),
                new StageTarget(name, database, OwnCrawl.WORKFLOW, false))) {
      ReadResult result =
          new ReadDatabase(scope(name, database), files, new NoMonitor())
              .read(ReadMode.FULL, stage.known(), stage, LineSink.NONE);
      MergeScope scope = OwnCrawl.scope(name, database, result);
      Console.say(database + ", imported: " + stage.merge(scope, MergeRules.UNLIMITED));
    }
  }

  private static final class Nowhere implements AssetSink {

    @Override
    public void write(StagedAsset asset) {}

    @Override
    public void unchanged(String typeName, String qualifiedName) {}

    @Override
    public void statistics(String typeName, String qualifiedName, byte[] statisticsJson) {}
  }
}
