package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL with TLS, whose certificate can be changed, and with users that it treats
 * differently. Every password is {@link #PASSWORD}.
 */
public final class TlsPostgres implements AutoCloseable {

  public static final String PASSWORD = "tls-passw0rd";

  private static final String RULES =
      """
      host all postgres 127.0.0.1/32 trust
      host all postgres ::1/128 trust
      hostssl all certified all scram-sha-256 clientcert=verify-full
      hostssl all only_tls all scram-sha-256
      hostnossl all only_plain all scram-sha-256
      host all in_clear all password
      host all by_md5 all md5
      host all by_scram all scram-sha-256
      local all all trust
      """;

  private final Path folder;
  private final EmbeddedPostgres server;

  private TlsPostgres(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
  }

  /** A server without TLS at first, which takes clients' certificates of one authority. */
  public static TlsPostgres start(Certificates.Authority clients) {
    try {
      Path folder = Files.createTempDirectory("tls-postgres");
      Path ca = Files.writeString(folder.resolve("clients.pem"), clients.pem());
      EmbeddedPostgres server =
          EmbeddedServers.start(
              EmbeddedPostgres.builder()
                  .setServerConfig("fsync", "off")
                  .setServerConfig("ssl_ca_file", ca.toString())
                  .setDataDirectoryCustomizer(TlsPostgres::rules));
      TlsPostgres started = new TlsPostgres(folder, server);
      for (String user :
          new String[] {"certified", "only_tls", "only_plain", "in_clear", "by_scram"}) {
        started.execute("CREATE ROLE " + user + " LOGIN PASSWORD '" + PASSWORD + "'");
      }
      started.execute(
          "SET password_encryption = 'md5'; CREATE ROLE by_md5 LOGIN PASSWORD '" + PASSWORD + "'");
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void rules(File dataDirectory) {
    try {
      Files.writeString(
          dataDirectory.toPath().resolve("pg_hba.conf"),
          RULES,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** From now on shows this certificate. */
  public void show(Certificates.Signed certificate) {
    try {
      String name = Long.toString(System.nanoTime());
      Path shown = Files.writeString(folder.resolve(name + ".crt"), certificate.pem());
      Path key = folder.resolve(name + ".key");
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, certificate.key());
      execute("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
      execute("ALTER SYSTEM SET ssl_cert_file = '" + shown + "'");
      execute("ALTER SYSTEM SET ssl = on");
      reloadUntil("ssl_cert_file", shown.toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** From now on offers no TLS. */
  public void stopTls() {
    execute("ALTER SYSTEM SET ssl = off");
    reloadUntil("ssl", "off");
  }

  private void reloadUntil(String setting, String value) {
    execute("SELECT pg_reload_conf()");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> setting(setting).equals(value));
  }

  /** Asked over a connection of its own, which the server makes after it has read its settings. */
  private String setting(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?sslmode=disable", "postgres", "");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
