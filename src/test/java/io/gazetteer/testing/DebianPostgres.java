package io.gazetteer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A cluster of its own made with the binaries of Debian's package {@code postgresql-15}, whose
 * minor release is newer than that of the embedded servers; see {@code postgresql15.required} in
 * the POM.
 */
public final class DebianPostgres implements AutoCloseable {

  private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;

  private DebianPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one; the test is skipped where the package is not installed, or fails where it is
   * required.
   */
  public static DebianPostgres start() throws IOException {
    if (!Files.isExecutable(BINARIES.resolve("postgres"))) {
      String missing = "No PostgreSQL in " + BINARIES + "; the package is called postgresql-15";
      return Boolean.getBoolean("postgresql15.required") ? fail(missing) : abort(missing);
    }
    DebianPostgres server =
        new DebianPostgres(Files.createTempDirectory("debian-postgres"), Ports.free());
    try {
      server.run(
          "initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N");
      server.run(
          "pg_ctl",
          "-D",
          server.data(),
          "-w",
          "-l",
          server.folder.resolve("server.log").toString(),
          "-o",
          "-p "
              + server.port
              + " -c listen_addresses=127.0.0.1 -c fsync=off -c autovacuum=off"
              + " -c unix_socket_directories=''",
          "start");
      return server;
    } catch (IOException | RuntimeException | AssertionError failure) {
      server.close();
      throw failure;
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /**
   * Runs a program of the package, which refuses to be root: then it is nobody, by a name space.
   */
  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(BINARIES.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
            .start();
    try {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended && process.exitValue() == 0)
          .as("%s: %s", program, Files.readString(output, StandardCharsets.UTF_8))
          .isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + program + " ran", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A new connection to the database {@code postgres}; the caller closes it. */
  public Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, "");
  }

  /** Runs statements as superuser, each in a transaction of its own. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  @Override
  public void close() {
    try {
      if (Files.exists(Path.of(data(), "postmaster.pid"))) {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
