package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL that asks everybody but {@code postgres} for a password. */
public final class SecuredPostgres {

  private static final EmbeddedPostgres SERVER = start();

  private SecuredPostgres() {}

  public static int port() {
    return SERVER.getPort();
  }

  /** Runs statements as superuser, outside a transaction unless the text opens one. */
  public static void execute(String database, String sql) {
    String url = "jdbc:postgresql://localhost:" + port() + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedServers.start(
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setDataDirectoryCustomizer(SecuredPostgres::askForPasswords));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void askForPasswords(File dataDirectory) {
    String rules =
        """
        host all postgres 127.0.0.1/32 trust
        host all postgres ::1/128 trust
        host all all all scram-sha-256
        local all all trust
        """;
    try {
      Files.writeString(
          dataDirectory.toPath().resolve("pg_hba.conf"),
          rules,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
