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
  final Set<String> faults = new LinkedHashSet<>();

  Results(Shape shape, Counts counts) {
    this.shape = shape;
    this.counts = counts;
  }

  /** What the catalog holds. */
  record Counts(long relations, long columns) {}

  /** Takes over what a worker noted. */
  void add(List<String> lines) {
    Meter.Measurement lowerRead = null;
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
      if (measured.name().equals("lower read")) {
        lowerRead = measured;
      } else if (measured.name().equals("lower write") && lowerRead != null) {
        add(sum(lowerRead, measured));
      }
    }
  }

  private static Meter.Measurement sum(Meter.Measurement read, Meter.Measurement write) {
    return new Meter.Measurement(
        "lower",
        read.wallMs() + write.wallMs(),
        read.clientCpuMs() + write.clientCpuMs(),
        read.serverCpuMs() + write.serverCpuMs(),
        Math.max(read.heapMiB(), write.heapMiB()));
  }

  void add(Meter.Measurement measured) {
    measurements.computeIfAbsent(measured.name(), key -> new ArrayList<>()).add(measured);
  }

  void fault(String text) {
    faults.add(text);
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
