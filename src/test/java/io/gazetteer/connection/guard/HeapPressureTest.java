package io.gazetteer.connection.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ServerLimitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections whose rows are not held, in a small heap that something else fills. */
class HeapPressureTest {

  private static final int HEAP_MEBIBYTES = 96;

  /** Of the 64 MiB for long-lived objects. */
  private static final int FILLED_MEBIBYTES = 58;

  /** Fills the heap, lets go of it where it is told so, and receives. */
  public static final class Receiver {

    private static final List<byte[]> HELD = new ArrayList<>();

    public static void main(String[] arguments) {
      for (int i = 0; i < FILLED_MEBIBYTES; i++) {
        HELD.add(new byte[1 << 20]);
      }
      System.gc();
      System.out.println("high " + HeapPressure.isHigh());
      if (arguments[0].equals("passed")) {
        HELD.clear();
      }
      Duration hour = Duration.ofHours(1);
      Budget budget = new Budget(new GuardLimits(Long.MAX_VALUE, hour, 1 << 20, 1, hour, hour));
      try {
        for (int i = 0; i < HEAP_MEBIBYTES; i++) {
          budget.received(1 << 20);
        }
        System.out.println("went on");
      } catch (ServerLimitException ended) {
        System.out.println(ended.getClass().getSimpleName() + ": " + ended.getMessage());
      }
      System.out.println("held " + HELD.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "passed, went on, held 0",
    "lasts, 'ServiceMemoryException: this service is short of memory, after ', held 58"
  })
  void a_connection_is_ended_where_the_heap_stays_full_and_not_after_a_peak_that_has_passed(
      String peak, String outcome, String held) throws IOException, InterruptedException {
    Process receiver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                Receiver.class.getName(),
                peak)
            .redirectErrorStream(true)
            .start();
    String output = new String(receiver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(receiver.waitFor()).as(output).isZero();
    assertThat(output).contains("high true", outcome, held);
  }
}
