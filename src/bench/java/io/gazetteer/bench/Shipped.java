package io.gazetteer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * Crawls as shipped: the packaged service, its own catalog database with its own settings, which
 * already holds assets of other connections.
 */
final class Shipped {

  /** Crawled until there are enough other assets, each time with other names. */
  private static final Shape OTHER = Shape.M;

  private static final long MEASURED = 900_000;
  private static final long WARM = 800_000;

  private final int others = Integer.getInteger("bench.others", 1_000_000);
  private final int warmUps = Integer.getInteger("bench.warmups", 1);
  private final Servers servers;
  private final Generator generator;
  private final Path prepared;
  private final Path used;
  private final String heap;

  Shipped(Servers servers, Generator generator, Path folder, String heap) {
    this.servers = servers;
    this.generator = generator;
    this.prepared = folder.toAbsolutePath().resolve("shipped-others");
    this.used = folder.toAbsolutePath().resolve("shipped");
    this.heap = heap;
  }

  /**
   * Makes the data folder that each repetition begins with, unless this program has left one
   * already. The other assets are crawled as well, and the database is vacuumed after that.
   */
  void prepare() throws Exception {
    Path mark = prepared.resolveSibling("shipped-others.mark");
    if (Files.exists(mark) && Files.readString(mark).equals(wanted())) {
      return;
    }
    Files.deleteIfExists(mark);
    OwnExtract.delete(prepared);
    Files.createDirectories(prepared.getParent());
    try (ShippedService service = ShippedService.start(prepared, heap)) {
      for (int i = 1; service.assets() < others; i++) {
        crawlOther(service, i);
      }
      try (Connection catalog = service.catalog();
          Statement statement = catalog.createStatement()) {
        statement.execute("VACUUM ANALYZE");
        statement.execute("CHECKPOINT");
      }
    }
    Files.writeString(mark, wanted());
  }

  private void crawlOther(ShippedService service, int number)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    String database = "bench_other_" + number;
    generator.ensureOther(database, OTHER, number);
    Run run = service.firstCrawl(new ShippedWorkflow(number, servers.sourcePort(), database));
    Console.say("%s as shipped: %s".formatted(database, run));
  }

  /** What decides whether a folder can be used again: the program's own classes and files. */
  private String wanted() throws IOException {
    Path jar = ShippedService.program().resolveSibling("target").resolve("gazetteer.jar");
    CRC32 content = new CRC32();
    if (Files.exists(jar)) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream()
            .filter(entry -> entry.getName().matches("(io/gazetteer|db/migration)/.*[^/]"))
            .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
            .sorted()
            .forEach(line -> content.update(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return "%d assets, generator %d, program %x\n"
        .formatted(others, Generator.VERSION, content.getValue());
  }

  /** One repetition: pg_dump, a first crawl, an unchanged one, and one after changes. */
  void measure(Shape shape, Results results) throws Exception {
    OwnExtract.delete(used);
    run("cp", "-a", "--reflink=auto", prepared.toString(), used.toString());
    // What the copy left in memory would be written out during the measurement.
    run("sync");
    try (ShippedService service = ShippedService.start(used, heap)) {
      for (int i = 0; i < warmUps; i++) {
        service.firstCrawl(
            new ShippedWorkflow(WARM + i, servers.sourcePort(), Shape.WARM.database()));
      }
      Meter.Measurement dump = PgDump.measure(servers, shape, results);
      if (dump != null) {
        results.shipped.dump(dump);
      }
      results.shipped.before(sizes(service));
      ShippedWorkflow workflow =
          new ShippedWorkflow(MEASURED, servers.sourcePort(), shape.database());
      measure("first", service, results, () -> service.firstCrawl(workflow));
      results.shipped.after(sizes(service));
      measure("unchanged", service, results, () -> service.crawlAgain(workflow));
      new OnePercent(servers.sourceUrl(shape.database())).change();
      measure("changed", service, results, () -> service.crawlAgain(workflow));
    }
  }

  private interface Crawl {
    Run run() throws Exception;
  }

  private void measure(String name, ShippedService service, Results results, Crawl crawl)
      throws Exception {
    long client = service.cpuMillis();
    long catalog = Meter.serverCpuMillis(service.catalogPid());
    long source = Meter.serverCpuMillis(servers.sourcePid());
    Run run = crawl.run();
    results.shipped.add(
        name,
        new ShippedResults.Crawl(
            run,
            service.cpuMillis() - client,
            Meter.serverCpuMillis(service.catalogPid()) - catalog,
            Meter.serverCpuMillis(servers.sourcePid()) - source));
    Console.say("%s %s as shipped: %s".formatted(results.shape, name, run));
  }

  /** All tables, because only few bytes of them are in tables that hold no assets. */
  private static ShippedResults.Sizes sizes(ShippedService service) throws Exception {
    Map<String, ShippedResults.Bytes> tables = new LinkedHashMap<>();
    try (Connection catalog = service.catalog();
        Statement statement = catalog.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class"
                    + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                    + " ORDER BY pg_total_relation_size(oid) DESC")) {
      while (row.next()) {
        tables.put(row.getString(1), new ShippedResults.Bytes(row.getLong(2), row.getLong(3)));
      }
    }
    return new ShippedResults.Sizes(service.assets(), tables);
  }

  private static void run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command[0] + " failed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
