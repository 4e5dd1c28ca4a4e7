package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

  @TempDir Path home;

  @Test
  void data_survive_a_restart_and_a_left_over_server_and_nobody_gets_in_without_password()
      throws Exception {
    try (DataFolder folder = DataFolder.open(home.resolve("data"))) {
      Path binaries = PostgresBinaries.install(folder.path("cache"));
      EmbeddedServer first = EmbeddedServer.start(folder, binaries, "store", Map.of());
      first.execute("postgres", "CREATE TABLE kept AS SELECT 42 AS value");
      assertThat(text(first, "SHOW fsync") + text(first, "SHOW synchronous_commit"))
          .isEqualTo("onon");
      assertThatThrownBy(
              () -> DriverManager.getConnection(first.jdbcUrl("postgres"), "postgres", "wrong"))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
      first.close();

      startLeftOver(folder, first.port());
      long left = pid(folder);
      try (EmbeddedServer second = EmbeddedServer.start(folder, binaries, "store", Map.of())) {
        assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(pid(folder)).isNotEqualTo(left);
        assertThat(second.password()).isEqualTo(first.password());
        assertThat(text(second, "SELECT value FROM kept")).isEqualTo("42");
      }
      assertThat(folder.path("store/postmaster.pid")).doesNotExist();
    }
  }

  /** Starts the server as a process that nobody here will close, as a killed service leaves it. */
  private static void startLeftOver(DataFolder folder, int port) throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    try (Stream<Path> found = Files.find(folder.path("cache"), 4, (p, a) -> p.endsWith("pg_ctl"))) {
      command.add(found.findFirst().orElseThrow().toString());
    }
    command.addAll(
        List.of("-D", folder.path("store").toString(), "-l", folder.path("old.log").toString()));
    command.addAll(List.of("-o", "-p " + port + " -c unix_socket_directories=", "-w", "start"));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static long pid(DataFolder folder) throws Exception {
    return Long.parseLong(Files.readAllLines(folder.path("store/postmaster.pid")).get(0).strip());
  }

  private static String text(EmbeddedServer server, String query) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
