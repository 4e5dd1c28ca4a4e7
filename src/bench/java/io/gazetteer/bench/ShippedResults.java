package io.gazetteer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was measured on one catalog as shipped; each list has one element per repetition. */
final class ShippedResults {

  private final Map<String, List<Crawl>> crawls = new LinkedHashMap<>();
  private final List<Meter.Measurement> dumps = new ArrayList<>();
  private Sizes before;
  private Sizes after;

  /**
   * A crawl.
   *
   * @param serviceCpuMs processor time of the service's virtual machine
   * @param catalogCpuMs that of the server of the catalog database
   * @param sourceCpuMs that of the source
   */
  record Crawl(Run run, long serviceCpuMs, long catalogCpuMs, long sourceCpuMs) {}

  /** Bytes of a table, TOAST included, and of its indexes. */
  record Bytes(long table, long indexes) {}

  /** Assets and bytes of the catalog database, largest table first. */
  record Sizes(long assets, Map<String, Bytes> tables) {

    double perAsset() {
      long sum = tables.values().stream().mapToLong(b -> b.table() + b.indexes()).sum();
      return (double) sum / assets;
    }
  }

  void add(String name, Crawl crawl) {
    crawls.computeIfAbsent(name, key -> new ArrayList<>()).add(crawl);
  }

  void dump(Meter.Measurement dump) {
    dumps.add(dump);
  }

  void before(Sizes sizes) {
    before = sizes;
  }

  void after(Sizes sizes) {
    after = sizes;
  }

  boolean isEmpty() {
    return crawls.isEmpty();
  }

  List<Crawl> crawls(String name) {
    return crawls.getOrDefault(name, List.of());
  }

  /** Of the catalog database before the first crawl. */
  Sizes before() {
    return before;
  }

  /** Of the catalog database after the first crawl; null when it failed. */
  Sizes after() {
    return after;
  }

  List<Meter.Measurement> dumps() {
    return dumps;
  }

  /** Median of a crawl's ratio to pg_dump of the same repetition; NaN when either is missing. */
  double ratio(String name, ToLongFunction<Run> time) {
    List<Crawl> measured = crawls(name);
    if (measured.isEmpty() || dumps.size() != measured.size()) {
      return Double.NaN;
    }
    List<Long> thousandths = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      long crawl = time.applyAsLong(measured.get(i).run());
      thousandths.add(crawl * 1000 / Math.max(1, dumps.get(i).wallMs()));
    }
    return Results.median(thousandths) / 1000.0;
  }
}
