package io.gazetteer.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pg_dump --schema-only, where one is installed that can read the server. */
final class PgDump {

  private static final Pattern MAJOR = Pattern.compile("\\) (\\d+)");

  private PgDump() {}

  /** Null when it could not run; then the results say why. */
  static Meter.Measurement measure(Servers servers, Shape shape, Results results)
      throws IOException, InterruptedException, SQLException {
    int server =
        Integer.parseInt(Servers.value(servers.sourceUrl("postgres"), "SHOW server_version_num"))
            / 10_000;
    int client = majorVersion();
    if (client < server) {
      results.fault(
          client == 0
              ? "pg_dump was not run: none is installed"
              : "pg_dump was not run: it is version %d, the server %d".formatted(client, server));
      return null;
    }
    long cpu = childCpuMillis();
    long serverCpu = Meter.serverCpuMillis(servers.sourcePid());
    long start = System.nanoTime();
    Process dump =
        new ProcessBuilder(
                "pg_dump",
                "--schema-only",
                "-h",
                "localhost",
                "-U",
                "postgres",
                "-p",
                Integer.toString(servers.sourcePort()),
                "-f",
                "/dev/null",
                shape.database())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (dump.waitFor() != 0) {
      results.fault("pg_dump failed");
      return null;
    }
    long wall = (System.nanoTime() - start) / 1_000_000;
    return new Meter.Measurement(
        "pg_dump",
        wall,
        childCpuMillis() - cpu,
        Meter.serverCpuMillis(servers.sourcePid()) - serverCpu,
        -1);
  }

  /** 0 when there is none. */
  private static int majorVersion() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("pg_dump", "--version").start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      Matcher matcher = MAJOR.matcher(text);
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException missing) {
      return 0;
    }
  }

  private static long childCpuMillis() throws IOException {
    String line = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10;
  }
}
