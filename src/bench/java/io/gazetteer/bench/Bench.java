package io.gazetteer.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs the benchmark that docs/benchmark.md describes, and writes its report. */
public final class Bench {

  private final Path folder = Path.of(System.getProperty("bench.dir", "target/bench"));
  private final Path report = Path.of(System.getProperty("bench.report", "target/bench/report.md"));
  private final int repetitions = Integer.getInteger("bench.repetitions", 3);
  private final String heap = System.getProperty("bench.heap", "256m");
  private final boolean peers = Boolean.parseBoolean(System.getProperty("bench.peers", "true"));
  private final boolean crawls = Boolean.parseBoolean(System.getProperty("bench.crawls", "true"));
  private final boolean extracts =
      Boolean.parseBoolean(System.getProperty("bench.extracts", "true"));
  private final boolean asShipped =
      Boolean.parseBoolean(System.getProperty("bench.shipped", "true"));
  private final Servers servers;
  private final List<Results> all = new ArrayList<>();

  private Bench() throws IOException, SQLException {
    this.servers = Servers.start(folder.toAbsolutePath());
  }

  public static void main(String[] arguments) throws Exception {
    Bench bench = new Bench();
    try {
      bench.run();
    } finally {
      bench.servers.close();
    }
  }

  private void run() throws Exception {
    if (Boolean.getBoolean("bench.search")) {
      SearchBench.run(servers, report);
      return;
    }
    Generator generator = new Generator(servers);
    generator.ensure(Shape.WARM);
    Shipped shipped = new Shipped(servers, generator, folder, heap);
    if (asShipped) {
      shipped.prepare();
    }
    for (String name : System.getProperty("bench.sizes", "S,M").split(",", -1)) {
      Shape shape = Shape.valueOf(name.strip().toUpperCase(Locale.ROOT));
      generator.ensure(shape);
      all.add(measure(shape, shipped));
      Files.createDirectories(report.toAbsolutePath().getParent());
      Files.writeString(report, new Report(all, repetitions, heap, serverVersion()).text());
    }
    System.out.println(Files.readString(report));
  }

  private String serverVersion() throws SQLException {
    return Servers.value(servers.sourceUrl("postgres"), "SHOW server_version");
  }

  private Results measure(Shape shape, Shipped shipped) throws Exception {
    Results results = new Results(shape, counts(shape));
    Path rows = folder.resolve("rows-" + shape);
    if (crawls) {
      servers.emptyStore(OwnCrawl.WARM_STORE);
      servers.emptyStore(OwnCrawl.STORE);
      // Unmeasured: yields the rows for the lower bound, and fills the caches.
      fork("crawl", shape, heap, rows, null);
      LowerBound.dump(servers.storeUrl(OwnCrawl.STORE), rows);
    }
    if (extracts) {
      // Likewise the lines for the other.
      fork("extract-lines", shape, heap, rows, null);
    }
    for (int i = 0; i < repetitions; i++) {
      Generator.vacuum(servers.sourceUrl(shape.database()));
      if (asShipped) {
        asShipped(shape, shipped, results);
      }
      if (crawls) {
        crawl(shape, rows, results);
      }
      if (extracts) {
        fork("extract-lower", shape, "512m", rows, results);
        fork("extract", shape, heap, rows, results);
      }
    }
    OwnExtract.delete(folder.resolve("lines"));
    OwnExtract.delete(rows);
    return results;
  }

  /** One repetition; a crawl that fails is reported, and the others go on. */
  private static void asShipped(Shape shape, Shipped shipped, Results results) throws Exception {
    try {
      shipped.measure(shape, results);
    } catch (IllegalStateException failure) {
      results.fault(failure.getMessage());
    }
  }

  /** One repetition of the crawls, and of what they are compared with. */
  private void crawl(Shape shape, Path rows, Results results) throws Exception {
    servers.emptyStore(OwnCrawl.STORE);
    fork("lower", shape, "512m", rows, results);
    servers.emptyStore(OwnCrawl.STORE);
    servers.emptyStore(OwnCrawl.WARM_STORE);
    fork("crawl", shape, heap, rows, results);
    servers.emptyStore(OwnCrawl.STORE);
    servers.emptyStore(OwnCrawl.WARM_STORE);
    fork("import", shape, heap, rows, results);
    if (peers) {
      Meter.Measurement dump = PgDump.measure(servers, shape, results);
      if (dump != null) {
        results.add(dump);
      }
      fork("metadata", shape, "4g", rows, results);
      if (shape == Shape.S) {
        fork("schemacrawler", shape, "4g", rows, results);
      }
    }
  }

  private Results.Counts counts(Shape shape) throws SQLException {
    String url = servers.sourceUrl(shape.database());
    String kinds = "relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid >= 16384";
    String relations = Servers.value(url, "SELECT count(*) FROM pg_class c WHERE " + kinds);
    String columns =
        Servers.value(
            url,
            "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                + " WHERE attnum > 0 AND NOT attisdropped AND "
                + kinds);
    return new Results.Counts(Long.parseLong(relations), Long.parseLong(columns));
  }

  /** Results null: nothing is kept. A contender that fails is noted and left out. */
  private void fork(String contender, Shape shape, String maxHeap, Path rows, Results results)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("bench", ".tsv");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + maxHeap,
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
    if (contender.startsWith("extract")) {
      // As the script has it for commands.
      command.addAll(1, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }
    command.addAll(
        Arrays.asList(
            contender,
            servers.sourceUrl(""),
            servers.storeUrl(""),
            shape.name(),
            out.toString(),
            Long.toString(servers.sourcePid()),
            Long.toString(servers.storePid()),
            rows.toString()));
    File log = folder.resolve(contender + ".log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log))
            .start();
    int exit = process.waitFor();
    Console.say("%s %s ended with %d".formatted(shape, contender, exit));
    if (results == null) {
      if (exit != 0) {
        throw new IllegalStateException("The first " + contender + " failed; see " + log);
      }
    } else {
      results.add(Files.readAllLines(out));
      if (exit != 0) {
        results.fault(contender + " failed (-Xmx" + maxHeap + "); see " + log.getName());
      }
    }
    Files.delete(out);
  }
}
