package io.gazetteer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured on one catalog. */
final class Results {

  final Shape shape;
  final Counts counts;
  final Map<String, List<Meter.Measurement>> measurements = new LinkedHashMap<>();
  final Map<String, List<Long>> statements = new LinkedHashMap<>();
  final ShippedResults shipped = new ShippedResults();
  final Set<String> errors = new LinkedHashSet<>();

  Results(Shape shape, Counts counts) {
    this.shape = shape;
    this.counts = counts;
  }

  /** What the catalog holds. */
  record Counts(long relations, long columns) {}

  /** Takes over what a worker noted. */
  void add(List<String> lines) {
    Map<String, Meter.Measurement> reads = new LinkedHashMap<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("PHASE")) {
        statements
            .computeIfAbsent(
                fields[1] + "\t" + fields[2] + "\t" + fields[5], k -> new ArrayList<>())
            .add(Long.parseLong(fields[3]));
        continue;
      }
      Meter.Measurement measured = Meter.Measurement.of(fields);
      add(measured);
      String name = measured.name();
      if (name.endsWith(" read")) {
        reads.put(name.substring(0, name.length() - " read".length()), measured);
      }
      String whole = name.replaceAll(" (write|gzip)$", "");
      if (!whole.equals(name) && reads.containsKey(whole)) {
        add(sum(whole, reads.get(whole), measured));
      }
    }
  }

  private static Meter.Measurement sum(
      String whole, Meter.Measurement read, Meter.Measurement write) {
    return new Meter.Measurement(
        whole,
        read.wallMs() + write.wallMs(),
        read.clientCpuMs() + write.clientCpuMs(),
        read.serverCpuMs() + write.serverCpuMs(),
        Math.max(read.heapMiB(), write.heapMiB()));
  }

  void add(Meter.Measurement measured) {
    measurements.computeIfAbsent(measured.name(), key -> new ArrayList<>()).add(measured);
  }

  void fault(String text) {
    errors.add(text);
  }

  /** Median wall time in ms; 0 when it was not measured. */
  long wall(String name) {
    return median(
        measurements.getOrDefault(name, List.of()).stream()
            .map(Meter.Measurement::wallMs)
            .toList());
  }

  static long median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    int count = sorted.size();
    return count == 0 ? 0 : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
  }
}
