package io.gazetteer.source.h2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.h2.tools.Server;

/** One real H2 server for all tests of a JVM, started on first use. */
final class H2Server {

  /** A user without any right. */
  static final String READER = "READER";

  static final String READER_PASSWORD = "reads-only";

  private static final Server SERVER = start();

  private H2Server() {}

  private static Server start() {
    try {
      String folder = Files.createTempDirectory("h2").toString();
      return Server.createTcpServer("-tcpPort", "0", "-baseDir", folder, "-ifNotExists").start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static int port() {
    return SERVER.getPort();
  }

  /** Makes a database with a name that nobody else has, and returns that name. */
  static String createDatabase(String prefix, List<String> statements) {
    String name =
        prefix + "_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    execute(name, List.of("CREATE USER " + READER + " PASSWORD '" + READER_PASSWORD + "'"));
    execute(name, statements);
    return name;
  }

  static void execute(String database, List<String> statements) {
    Properties owner = new Properties();
    owner.setProperty("user", "OWNER");
    owner.setProperty("password", "owns-all");
    String url = "jdbc:h2:tcp://localhost:%d/%s;DB_CLOSE_DELAY=-1".formatted(port(), database);
    // Not by DriverManager, which knows only drivers of one of the class loaders of the tests.
    try (Connection connection = new org.h2.Driver().connect(url, owner);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
