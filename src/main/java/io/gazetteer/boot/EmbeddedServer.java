package io.gazetteer.boot;

import io.gazetteer.common.OwnFiles;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * An embedded PostgreSQL server. Its data folder persists, it listens on loopback only, and access
 * requires the random password stored beside the data.
 */
final class EmbeddedServer implements AutoCloseable {

  static final String SUPERUSER = "postgres";

  private static final Map<String, String> BASE_SETTINGS =
      Map.of(
          "listen_addresses", "localhost",
          "unix_socket_directories", "",
          "fsync", "on",
          "synchronous_commit", "on",
          "max_connections", "60",
          "shared_buffers", "128MB");

  private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;

  /**
   * Below the ephemeral ports (from 32768 on Linux, 49152 elsewhere), so that no outgoing
   * connection takes the port before the server starts.
   */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private final PostgresProcess server;
  private final Path data;

  private final int port;
  private final String password;

  private EmbeddedServer(PostgresProcess server, Path data, int port, String password) {
    this.server = server;
    this.data = data;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server with data folder {@code folder/name}, which is created if it is missing.
   * Stops a server that a killed process left behind first.
   *
   * @param binaries where {@link PostgresBinaries} installed PostgreSQL
   * @param settings server settings by name, in addition to those for durability and access
   * @throws StartRefusedException if it does not start; its log is {@code folder/name.log}
   */
  static EmbeddedServer start(
      DataFolder folder, Path binaries, String name, Map<String, String> settings)
      throws StartRefusedException {
    Path data = folder.path(name);
    Path log = folder.path(name + ".log");
    String password = folder.secret(name + ".password");
    try {
      LeftOverServer.stop(data);
      setAsideUnfinished(data, folder.path(name + ".ready"));
      rotate(log);
      if (!Files.exists(data)) {
        create(folder, binaries, name, log);
      }
      int port = freePort(folder.path(name + ".port"));
      Map<String, String> all = new TreeMap<>(BASE_SETTINGS);
      all.putAll(settings);
      all.put("port", Integer.toString(port));
      PostgresProcess server = PostgresProcess.start(binaries, data, log, all);
      Files.writeString(folder.path(name + ".port"), Integer.toString(port));
      Files.writeString(folder.path(name + ".ready"), "");
      return new EmbeddedServer(server, data, port, password);
    } catch (IOException failure) {
      throw new StartRefusedException(
          "the embedded PostgreSQL in "
              + data
              + " did not start; its log is "
              + log
              + ". As root it needs the command unshare and user namespaces; as an ordinary user"
              + " neither",
          failure);
    }
  }

  /** Whole or not at all: a folder takes its name when initdb is done. */
  private static void create(DataFolder folder, Path binaries, String name, Path log)
      throws IOException {
    Path draft = folder.path(name + ".new");
    OwnFiles.deleteAll(draft);
    PostgresProcess.init(binaries, draft, SUPERUSER, folder.path(name + ".password"), log);
    Files.move(draft, folder.path(name));
  }

  /** Renames a folder whose initdb never ended: it holds no data and cannot be used. */
  private static void setAsideUnfinished(Path data, Path ready) throws IOException {
    if (Files.exists(data) && !Files.exists(ready) && !Files.exists(data.resolve("PG_VERSION"))) {
      Path aside =
          data.resolveSibling(data.getFileName() + ".unfinished-" + System.currentTimeMillis());
      Files.move(data, aside);
      Console.problem("an unfinished data folder was set aside as " + aside);
    }
  }

  /** The port of the last start where it is still free, so that stored addresses stay true. */
  private static int freePort(Path memory) throws IOException {
    InetAddress loopback = InetAddress.getByName("localhost");
    if (Files.exists(memory) && Files.readString(memory).strip().matches("[1-9]\\d{3,4}")) {
      int last = Integer.parseInt(Files.readString(memory).strip());
      try (ServerSocket probe = new ServerSocket(last, 1, loopback)) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Another program has it now; any other port will do.
      }
    }
    while (true) {
      int port = RandomGenerator.getDefault().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket probe = new ServerSocket(port, 1, loopback)) {
        return probe.getLocalPort();
      } catch (BindException taken) {
        // Another program listens there; the next port may be free.
      }
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  /** Completes when the server's process ends, however that came. */
  CompletableFuture<ProcessHandle> onExit() throws IOException {
    return LeftOverServer.pidIn(data.resolve("postmaster.pid"))
        .flatMap(ProcessHandle::of)
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** JDBC address of a database, without user and password. */
  String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port() + "/" + database;
  }

  /** A new superuser connection; the caller closes it. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
  }

  boolean hasDatabase(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        PreparedStatement query =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Runs statements as superuser, in one transaction unless the only one forbids that. */
  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** Stops the server, ending open sessions, and waits until its files are at rest. */
  @Override
  public void close() {
    try {
      // Of one that has ended, as the guard would wait for its file.
      LeftOverServer.running(data);
      server.close();
      LeftOverServer.stop(data);
    } catch (IOException failure) {
      Console.problem("the embedded PostgreSQL in " + data + " could not be stopped");
    }
  }
}
