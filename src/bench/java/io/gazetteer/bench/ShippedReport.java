package io.gazetteer.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The part of the report about crawls as shipped, which leads it. */
final class ShippedReport {

  private static final Map<String, String> NAMES =
      Map.of(
          "first", "first crawl",
          "unchanged", "re-crawl, unchanged",
          "changed", "re-crawl, 1 % of the tables changed");
  private static final double UNCHANGED_LIMIT = 0.15;
  private static final double CHANGED_LIMIT = 0.25;
  private static final double BYTES_LIMIT = 320;

  /** Tables that take less are not listed. */
  private static final double LISTED_BYTES = 1;

  private final StringBuilder text = new StringBuilder();

  /** Markdown; empty when nothing was measured as shipped. */
  static String of(List<Results> all, String heap) {
    ShippedReport report = new ShippedReport();
    if (all.stream().anyMatch(results -> !results.shipped.isEmpty())) {
      report.line("## As shipped\n");
      report.line(
          "The packaged service with `-Xmx%s` and its embedded catalog database, fsync and"
              + " autovacuum on, driven through REST. Ratios are to pg_dump --schema-only of the"
              + " same source in the same repetition, from the request to the client's notice of"
              + " the end.\n",
          heap);
      all.stream().filter(results -> !results.shipped.isEmpty()).forEach(report::times);
      all.stream().filter(results -> results.shipped.after() != null).forEach(report::sizes);
    }
    return report.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private void times(Results results) {
    ShippedResults shipped = results.shipped;
    line(
        "### %s: %d relations, %d columns, beside %d other assets\n",
        results.shape,
        results.counts.relations(),
        results.counts.columns(),
        shipped.before().assets());
    line(
        "| what | seen by the client ms | run ms | service CPU ms | catalog CPU ms | source CPU ms"
            + " | x pg_dump | target | |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (String name : List.of("first", "unchanged", "changed")) {
      List<ShippedResults.Crawl> crawls = shipped.crawls(name);
      if (!crawls.isEmpty()) {
        double ratio = shipped.ratio(name, Run::clientMs);
        Optional<Double> limit = limit(results.shape, name);
        line(
            "| %s | %s | %s | %s | %s | %s | %s | %s | %s |",
            NAMES.get(name),
            spread(crawls, crawl -> crawl.run().clientMs()),
            spread(crawls, crawl -> crawl.run().recordedMs()),
            spread(crawls, ShippedResults.Crawl::serviceCpuMs),
            spread(crawls, ShippedResults.Crawl::catalogCpuMs),
            spread(crawls, ShippedResults.Crawl::sourceCpuMs),
            Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio),
            limit.map(most -> "<= " + most).orElse("-"),
            limit
                .filter(most -> !Double.isNaN(ratio))
                .map(most -> verdict(ratio <= most))
                .orElse(""));
      }
    }
    if (!shipped.dumps().isEmpty()) {
      line(
          "| pg_dump --schema-only | %s | - | - | - | %s | 1.00 | - | |",
          spread(shipped.dumps(), Meter.Measurement::wallMs),
          spread(shipped.dumps(), Meter.Measurement::serverCpuMs));
    }
    line("");
  }

  private static Optional<Double> limit(Shape shape, String crawl) {
    if (shape != Shape.M && shape != Shape.L) {
      return Optional.empty();
    }
    return Optional.of(
        switch (crawl) {
          case "first" -> shape == Shape.M ? 0.65 : 0.5;
          case "unchanged" -> UNCHANGED_LIMIT;
          default -> CHANGED_LIMIT;
        });
  }

  private void sizes(Results results) {
    ShippedResults.Sizes before = results.shipped.before();
    ShippedResults.Sizes after = results.shipped.after();
    line(
        "### %s: size of the catalog database\n\nBefore the first crawl %.0f bytes per asset"
            + " (%d assets), after it %.0f (%d assets); target <= %.0f: %s.\n",
        results.shape,
        before.perAsset(),
        before.assets(),
        after.perAsset(),
        after.assets(),
        BYTES_LIMIT,
        verdict(after.perAsset() <= BYTES_LIMIT));
    line("| table | bytes per asset | its indexes |");
    line("|---|---|---|");
    after
        .tables()
        .forEach(
            (table, bytes) -> {
              double rows = (double) bytes.table() / after.assets();
              double indexes = (double) bytes.indexes() / after.assets();
              if (rows + indexes >= LISTED_BYTES) {
                line("| `%s` | %.1f | %.1f |", table, rows, indexes);
              }
            });
    line("");
  }

  private static String verdict(boolean reached) {
    return reached ? "reached" : "**not reached**";
  }

  private static <T> String spread(List<T> measured, ToLongFunction<T> figure) {
    return Report.spread(measured.stream().map(figure::applyAsLong).toList());
  }
}
