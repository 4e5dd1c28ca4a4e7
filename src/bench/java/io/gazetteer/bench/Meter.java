package io.gazetteer.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures pieces of work of this virtual machine and of the servers, and notes them in a file. */
final class Meter {

  /** Linux counts processor time in hundredths of a second. */
  private static final long MILLIS_PER_TICK = 10;

  private static final int READINGS = 5;

  private final Path results;
  private final long[] postmasters;

  Meter(Path results, long... postmasters) {
    this.results = results;
    this.postmasters = postmasters;
  }

  /** A piece of work that is measured. */
  interface Work {
    void run() throws Exception;
  }

  void measure(String name, Work work) throws Exception {
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long server = serverCpuMillis(postmasters);
    long client = clientCpuNanos();
    long start = System.nanoTime();
    work.run();
    long wall = System.nanoTime() - start;
    client = clientCpuNanos() - client;
    server = serverCpuMillis(postmasters) - server;
    note(
        "RESULT",
        new Measurement(name, wall / 1_000_000, client / 1_000_000, server, peakHeapMiB()).line());
  }

  void note(String sort, String line) throws IOException {
    Files.writeString(
        results, sort + "\t" + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static long clientCpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** The pools need not peak together, so that this is an upper bound. */
  private static long peakHeapMiB() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum()
        / 1024
        / 1024;
  }

  /** Of the postmasters, their living children, and the children that have ended. */
  static long serverCpuMillis(long... postmasters) throws IOException {
    long most = 0;
    // A child that ends between two looks is missing in that reading; times only ever grow.
    for (int i = 0; i < READINGS; i++) {
      most = Math.max(most, serverCpuOnce(postmasters));
    }
    return most;
  }

  private static long serverCpuOnce(long... postmasters) throws IOException {
    List<Long> wanted = new ArrayList<>();
    for (long pid : postmasters) {
      wanted.add(pid);
    }
    long ticks = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        String[] fields = statFields(process);
        if (fields.length > 15) {
          boolean postmaster = wanted.contains(Long.parseLong(process.getFileName().toString()));
          if (postmaster) {
            ticks += sum(fields, 11, 4);
          } else if (wanted.contains(Long.parseLong(fields[1]))) {
            ticks += sum(fields, 11, 2);
          }
        }
      }
    }
    return ticks * MILLIS_PER_TICK;
  }

  private static long sum(String[] fields, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  /** Fields of proc(5) stat behind the name: 0 is the state, 1 the parent, 11 to 14 the times. */
  private static String[] statFields(Path process) {
    if (!process.getFileName().toString().matches("[0-9]+")) {
      return new String[0];
    }
    try {
      String line = Files.readString(process.resolve("stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException gone) {
      return new String[0];
    }
  }

  /**
   * One figure.
   *
   * @param heapMiB -1 where it was not measured
   */
  record Measurement(String name, long wallMs, long clientCpuMs, long serverCpuMs, long heapMiB) {

    String line() {
      return String.format(
          Locale.ROOT, "%s\t%d\t%d\t%d\t%d", name, wallMs, clientCpuMs, serverCpuMs, heapMiB);
    }

    static Measurement of(String[] fields) {
      return new Measurement(
          fields[1],
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          Long.parseLong(fields[4]),
          Long.parseLong(fields[5]));
    }
  }
}
