package io.gazetteer.bench;

import io.gazetteer.asset.FigureStage;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.StageDoor;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.WriterDoor;
import io.gazetteer.crawl.offline.PublishedDoor;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.lines.DatabaseLines;
import io.gazetteer.crawl.lines.Period;
import io.gazetteer.objectstore.FolderDoor;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.publish.Upload;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A first crawl of what a run published, in place of the server. */
final class OwnImport implements Worker.Contender {

  private static final long PART_BYTES = 64_000_000;

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
    try (Connection connection = Servers.connect(source + database);
        DatabaseLines lines =
            new DatabaseLines(
                spool.open(database, true, PART_BYTES, Long.MAX_VALUE), database, null)) {
      Instant from = Instant.now();
      Reading reading = new PostgresSource().read(connection, Selection.ALL, lines.rows(nowhere()));
      lines.finish(reading, new Period(from, Instant.now()));
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

  private static RowSink nowhere() {
    return (RowSink)
        Proxy.newProxyInstance(
            RowSink.class.getClassLoader(),
            new Class<?>[] {RowSink.class},
            (proxy, method, arguments) -> null);
  }

  private void read(Shape shape, String into, String name) throws SQLException {
    String database = shape.database();
    StageTarget target = new StageTarget(name, database, OwnCrawl.WORKFLOW, false);
    try (OpenDatabase files = PublishedDoor.open(FolderDoor.open(folder), place(shape));
        Stage stage = StageDoor.open(Servers.connect(store + into), target);
        FigureStage figures = StageDoor.openFigures(() -> Servers.connect(store + into))) {
      Reading reading =
          files.read(
              Optional.empty(), WriterDoor.open(stage, figures, name, database, files.count()));
      MergeScope scope = OwnCrawl.scope(name, database, reading);
      Console.say(database + ", imported: " + stage.merge(scope, MergeRules.UNLIMITED));
    }
  }
}
