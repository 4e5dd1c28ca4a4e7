package io.gazetteer.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The report in Markdown. */
final class Report {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("lower", "lower bound"),
          Map.entry("lower read", "lower bound, reading only"),
          Map.entry("lower write", "lower bound, writing only"),
          Map.entry("first", "first crawl"),
          Map.entry("unchanged", "re-crawl, unchanged"),
          Map.entry("changed", "re-crawl, 1 % of the tables changed"),
          Map.entry("part", "first crawl of one schema alone"),
          Map.entry("extract lower", "lower bound of an extraction"),
          Map.entry("extract lower read", "lower bound of an extraction, reading only"),
          Map.entry("extract lower gzip", "lower bound of an extraction, gzip only"),
          Map.entry("extract", "extraction to a folder"),
          Map.entry("import", "first crawl of a published run"),
          Map.entry("pg_dump", "pg_dump --schema-only"),
          Map.entry("metadata", "JDBC DatabaseMetaData, 4 calls"),
          Map.entry("schemacrawler", "SchemaCrawler 16.27.1"));
  private static final List<String> ORDER =
      List.of(
          "lower",
          "lower read",
          "lower write",
          "first",
          "unchanged",
          "changed",
          "part",
          "extract lower",
          "extract lower read",
          "extract lower gzip",
          "extract",
          "import",
          "pg_dump",
          "metadata",
          "schemacrawler");
  private static final int STATEMENTS = 12;

  private final List<Results> all;
  private final int repetitions;
  private final String heap;
  private final String serverVersion;
  private final StringBuilder text = new StringBuilder();

  Report(List<Results> all, int repetitions, String heap, String serverVersion) {
    this.all = all;
    this.repetitions = repetitions;
    this.heap = heap;
    this.serverVersion = serverVersion;
  }

  String text() {
    line("# Benchmark\n");
    line(
        "%d cores, Java %s, PostgreSQL %s.",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        serverVersion);
    line(
        "Made on %s; load average of the machine then %.1f.",
        LocalDate.now(ZoneOffset.UTC),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    line(
        "Medians of %d interleaved repetitions; in brackets the least and the most.\n",
        repetitions);
    text.append(ShippedReport.of(all, heap));
    all.stream().filter(results -> !results.measurements.isEmpty()).forEach(this::table);
    all.stream()
        .flatMap(results -> results.errors.stream().map(error -> results.shape + ": " + error))
        .forEach(error -> line("- %s", error));
    line("");
    if (all.stream().anyMatch(results -> !results.measurements.isEmpty())) {
      targets();
      all.forEach(this::statements);
    }
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private void table(Results results) {
    line(
        "## %s without a service: %d relations, %d columns\n",
        results.shape, results.counts.relations(), results.counts.columns());
    line("Both servers with fsync off, crawls in a warm virtual machine with -Xmx%s.\n", heap);
    line(
        "| what | wall ms | client CPU ms | server CPU ms | peak heap MiB | x lower bound | x first crawl |");
    line("|---|---|---|---|---|---|---|");
    long lower = results.wall("lower");
    long first = results.wall("first");
    for (String name : ORDER) {
      List<Meter.Measurement> measured = results.measurements.getOrDefault(name, List.of());
      if (!measured.isEmpty()) {
        line(
            "| %s | %s | %s | %s | %s | %s | %s |",
            NAMES.get(name),
            spread(measured, Meter.Measurement::wallMs),
            spread(measured, Meter.Measurement::clientCpuMs),
            spread(measured, Meter.Measurement::serverCpuMs),
            measured.get(0).heapMiB() < 0 ? "-" : spread(measured, Meter.Measurement::heapMiB),
            ratio(results.wall(name), lower),
            ratio(results.wall(name), first));
      }
    }
    line("");
  }

  private static String spread(
      List<Meter.Measurement> measured, ToLongFunction<Meter.Measurement> figure) {
    return spread(measured.stream().map(figure::applyAsLong).toList());
  }

  /** Median, minimum and maximum. */
  static String spread(List<Long> unsorted) {
    List<Long> values = unsorted.stream().sorted().toList();
    return "%d (%d..%d)"
        .formatted(Results.median(values), values.get(0), values.get(values.size() - 1));
  }

  private static String ratio(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
  }

  private void targets() {
    line("## Targets without a service\n");
    line("| size | target | measured | |");
    line("|---|---|---|---|");
    for (Shape shape : List.of(Shape.M, Shape.L)) {
      target(shape, "extraction <= 1.5 x its lower bound", "extract", "extract lower", 1.5);
      target(shape, "published run <= 1 x first crawl", "import", "first", 1);
    }
    target(Shape.S, "first crawl <= 0.1 x SchemaCrawler", "first", "schemacrawler", 0.1);
    heapTarget();
    Results m = of(Shape.M);
    Results t = of(Shape.T);
    String label = "first crawl per relation no slower than on M";
    if (m == null || t == null || m.wall("first") == 0 || t.wall("first") == 0) {
      line("| T | %s | not measured | |", label);
    } else {
      double onM = (double) m.wall("first") / m.counts.relations();
      double onT = (double) t.wall("first") / t.counts.relations();
      line("| T | %s | %.3f ms, on M %.3f ms | %s |", label, onT, onM, verdict(onT <= onM));
    }
    line("");
  }

  private void heapTarget() {
    Results results = of(Shape.L);
    long fits = results == null ? 0 : results.wall("changed");
    String measured =
        results == null
            ? "not measured"
            : fits > 0 ? "all three crawls ended" : "not all three crawls ended";
    line(
        "| L | crawls run in a heap of 256 MiB | %s with -Xmx%s | %s |",
        measured, heap, results == null ? "" : verdict(fits > 0 && heap.equals("256m")));
  }

  private void target(Shape shape, String label, String part, String whole, double limit) {
    Results results = of(shape);
    if (results == null || results.wall(part) == 0 || results.wall(whole) == 0) {
      line("| %s | %s | not measured | |", shape, label);
      return;
    }
    double ratio = (double) results.wall(part) / results.wall(whole);
    line("| %s | %s | %.2f | %s |", shape, label, ratio, verdict(ratio <= limit));
  }

  private static String verdict(boolean reached) {
    return reached ? "reached" : "**not reached**";
  }

  private Results of(Shape shape) {
    return all.stream().filter(results -> results.shape == shape).findFirst().orElse(null);
  }

  private void statements(Results results) {
    line("## %s: statements of our crawls that took 20 ms and more\n", results.shape);
    line("Time inside the server, waiting for the client included. Medians, longest first.\n");
    line("| crawl | server | ms | statement |");
    line("|---|---|---|---|");
    for (String crawl : List.of("first", "unchanged", "changed", "part")) {
      results.statements.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(crawl + "\t"))
          .sorted(
              (a, b) -> Long.compare(Results.median(b.getValue()), Results.median(a.getValue())))
          .limit(STATEMENTS)
          .forEach(
              entry -> {
                String[] key = entry.getKey().split("\t", -1);
                line(
                    "| %s | %s | %d | `%s` |",
                    key[0], key[1], Results.median(entry.getValue()), key[2]);
              });
    }
    line("");
  }
}
