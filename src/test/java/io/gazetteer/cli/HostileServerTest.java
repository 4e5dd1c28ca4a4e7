package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.HostileServer;
import io.gazetteer.testing.HostileServer.Behaviour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that misbehave on purpose, tested in one process with a small heap: each test of such a
 * connection ends in time with an answer, closes the connection, and leaves the process as it was.
 */
@Tag("slow")
class HostileServerTest {

  private static final Logger LOG = Logger.getLogger(HostileServerTest.class);
  private static final int HEAP_MEBIBYTES = 96;
  private static final long LIMIT_MILLIS = 59_000;
  private static final String TOO_SLOW = "did not answer in time";
  private static final String END = "answered in ";

  /** How late the server may notice that its client has closed; it is busy sending. */
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private static final SSLContext TLS =
      Certificates.authority("hostile").server("localhost").serverContext();

  private static Process process;
  private static PrintStream ports;
  private static BufferedReader answers;

  /** Tests the connections to the ports and with the TLS modes that it is given. */
  public static final class SmallProcess {

    public static void main(String[] arguments) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] given = line.split(" ", 2);
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        Ended ended =
            Commands.shell()
                .set("gazetteer.preflight.limit", "60s")
                .set("gazetteer.preflight.statement-timeout", "1s")
                .set("gazetteer.source.connect-timeout", "2s")
                .with("PGHOST", "localhost")
                .with("PGPORT", given[0])
                .with("PGSSLMODE", given[1])
                .with("PGUSER", "somebody")
                .with("PGPASSWORD", "something")
                .run("check");
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / (1 << 20);
        System.out.println(ended.all().strip().replace('\n', '|'));
        System.out.println(END + millis + " ms, peak of the heap " + peak + " MB");
      }
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> heapPools() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP);
    }
  }

  @BeforeAll
  static void start_a_small_process() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-classpath",
                System.getProperty("java.class.path"),
                SmallProcess.class.getName())
            .redirectErrorStream(true)
            .start();
    ports = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @AfterAll
  static void end_it() {
    process.destroyForcibly();
  }

  private static String ask(int port, String tlsMode) throws IOException {
    ports.println(port + " " + tlsMode);
    StringBuilder all = new StringBuilder();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      all.append(line).append('\n');
      if (line.startsWith(END)) {
        return all.toString();
      }
    }
    throw new AssertionError("the process ended: " + all);
  }

  @ParameterizedTest
  @EnumSource(Behaviour.class)
  void a_test_of_a_hostile_server_ends_in_time_and_closes_the_connection(Behaviour behaviour)
      throws IOException {
    try (HostileServer server = HostileServer.start(behaviour)) {
      assertEnds(server, behaviour, "prefer");
    }
  }

  /** What the guard reads there is decrypted; TLS itself bounds nothing of this. */
  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {
        "LENGTH_BEFORE_SIGN_IN",
        "NOTICES_BEFORE_SIGN_IN",
        "SCRAM_ITERATIONS",
        "LENGTH",
        "NOTICES",
        "NOTIFICATIONS",
        "ROWS"
      })
  void a_test_of_a_server_that_is_hostile_inside_tls_ends_as_without(Behaviour behaviour)
      throws IOException {
    try (HostileServer server = HostileServer.startSecured(behaviour, TLS)) {
      assertEnds(server, behaviour, "require");
      assertThat(server.secured()).as("connections with TLS").isPositive();
    }
  }

  private static void assertEnds(HostileServer server, Behaviour behaviour, String tlsMode)
      throws IOException {
    String answer = ask(server.port(), tlsMode);
    LOG.infof("%s, TLS mode %s: %s", behaviour, tlsMode, answer);
    long millis =
        Long.parseLong(
            answer.substring(answer.indexOf(END) + END.length()).replaceAll("(?s) ms.*", ""));
    assertThat(millis).as(answer).isLessThan(LIMIT_MILLIS);
    if (behaviour == Behaviour.HUGE_VALUE && answer.contains(TOO_SLOW)) {
      // On a slow machine the time for one statement ends before all of the value was sent.
      LOG.info("The value was cut off by time");
    } else {
      assertThat(answer).contains(expected(behaviour));
    }
    await()
        .atMost(CLOSING)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.openConnections() == 0);
  }

  private static String expected(Behaviour behaviour) {
    return switch (behaviour) {
      case LENGTH_BEFORE_SIGN_IN, LENGTH ->
          "was disconnected, because it announced a message of an impossible length";
      // The driver itself takes no notice before, and no thousand parameters.
      case NOTICES_BEFORE_SIGN_IN, PARAMETERS_BEFORE_SIGN_IN ->
          "does not speak PostgreSQL's protocol";
      case SCRAM_ITERATIONS ->
          "was disconnected, because it asks for more than 1,000,000 SCRAM iterations"
              + " (gazetteer.source.max-scram-iterations)";
      case TRICKLE_BEFORE_SIGN_IN, SLOW_ROWS -> TOO_SLOW;
      case NOTICES, PARAMETERS, HUGE_VALUE ->
          "was disconnected, because it sent more than 4,194,304 bytes of notices, settings or"
              + " messages other than rows";
      case NOTIFICATIONS ->
          "was disconnected, because it sent more than 1,048,576 bytes of notices";
      case ROWS -> "was disconnected, because it answered one statement with more than";
    };
  }
}
