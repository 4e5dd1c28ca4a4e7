package io.gazetteer.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's pooler in transaction mode before a server, with its own defaults but for the size of
 * its pools: one connection to the server for each database and user. Needs the package {@code
 * pgbouncer}; see {@code pgbouncer.required} in the POM.
 */
public final class PgBouncer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one; the test is skipped where there is none to start, or fails where one is required.
   *
   * @param serverPort port of the server on this machine
   * @param users who may pass; nobody is asked for a password
   */
  public static PgBouncer start(int serverPort, String... users) throws IOException {
    Path binary = binary();
    Path folder = Files.createTempDirectory("pgbouncer");
    List<String> known = Stream.of(users).map(user -> '"' + user + "\" \"\"").toList();
    Files.write(folder.resolve("users.txt"), known);
    int port = Ports.free();
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = trust
        auth_file = %s
        logfile = %s
        pool_mode = transaction
        default_pool_size = 1
        """
            .formatted(
                serverPort, port, folder.resolve("users.txt"), folder.resolve("pgbouncer.log")));
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root; in a name space of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(binary.toString(), settings.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("output.log").toFile()))
            .start();
    PgBouncer started = new PgBouncer(process, port);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(started::listens);
    return started;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new IllegalStateException("pgbouncer did not start", notYet);
      }
      return false;
    }
  }

  private static Path binary() {
    Optional<Path> found =
        Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
            .map(place -> Path.of(place, "pgbouncer"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && Boolean.getBoolean("pgbouncer.required")) {
      fail("No pgbouncer on the path or in /usr/sbin; the package is called pgbouncer");
    }
    return found.isPresent()
        ? found.get()
        : abort("No pgbouncer here; the package is called pgbouncer");
  }

  public int port() {
    return port;
  }

  /** JDBC address of a database behind it. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
