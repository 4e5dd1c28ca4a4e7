package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
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

  @Test
  void a_left_over_server_is_stopped_before_its_programs_are_replaced_and_after_they_are_gone()
      throws Exception {
    Path file = Files.writeString(home.resolve("p"), "gazetteer.data-dir=" + home.resolve("data"));
    try (DataFolder folder = DataFolder.open(home.resolve("data"))) {
      Path binaries = PostgresBinaries.install(folder.path("cache"));
      EmbeddedServer first = EmbeddedServer.start(folder, binaries, "store", Map.of());
      first.close();
      startLeftOver(folder, first.port());
      long withoutPrograms = pid(folder);
      Path program = binaries.resolve("bin/postgres");
      Files.copy(program, home.resolve("copy"));
      Files.delete(program);
      Files.move(home.resolve("copy"), program);
      assertThat(ProcessHandle.of(withoutPrograms).orElseThrow().info().command().orElseThrow())
          .endsWith(" (deleted)");
      LeftOverServer.stop(folder.path("store"));
      assertThat(ProcessHandle.of(withoutPrograms).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(folder.path("store/postmaster.pid")).doesNotExist();

      startLeftOver(folder, first.port());
    }
    ProcessHandle left =
        ProcessHandle.of(pid(home.resolve("data/store/postmaster.pid"))).orElseThrow();
    // Where they belong is no folder, so that they cannot be replaced.
    Files.move(home.resolve("data/cache"), home.resolve("away"));
    Files.writeString(home.resolve("data/cache"), "");
    BootConfig config = BootConfig.read(file);
    assertThatThrownBy(() -> new EmbeddedServers().start(config))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("unpacked");
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void a_server_that_ended_and_that_nobody_waited_for_is_closed_at_once() throws Exception {
    try (DataFolder folder = DataFolder.open(home.resolve("data"))) {
      Path binaries = PostgresBinaries.install(folder.path("cache"));
      EmbeddedServer server = EmbeddedServer.start(folder, binaries, "store", Map.of());
      ProcessHandle killed = ProcessHandle.of(pid(folder)).orElseThrow();
      List<ProcessHandle> children = killed.descendants().toList();
      killed.destroyForcibly();
      await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
      // As below a Java that is process 1: a process that has ended and is still listed. It ends
      // after the shell, which would collect it, has become another program.
      Process parent = new ProcessBuilder("sh", "-c", "sleep 5 & echo $!; exec sleep 300").start();
      try {
        String ended = parent.inputReader(StandardCharsets.US_ASCII).readLine();
        List<String> lines = Files.readAllLines(folder.path("store/postmaster.pid"));
        lines.set(0, ended);
        Files.write(folder.path("store/postmaster.pid"), lines);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> Files.readString(Path.of("/proc", ended, "stat")).contains(" Z "));

        assertTimeout(Duration.ofSeconds(30), server::close);
      } finally {
        parent.destroyForcibly();
      }
      assertThat(folder.path("store/postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void a_server_that_was_killed_is_started_again_on_its_port_with_its_data() throws Exception {
    try (DataFolder folder = DataFolder.open(home.resolve("data"))) {
      Path binaries = PostgresBinaries.install(folder.path("cache"));
      AtomicBoolean stopping = new AtomicBoolean();
      AtomicBoolean gaveUp = new AtomicBoolean();
      EmbeddedWatch.Start start = () -> EmbeddedServer.start(folder, binaries, "store", Map.of());
      EmbeddedServer first = start.start();
      first.execute("postgres", "CREATE TABLE kept AS SELECT 42 AS value");
      EmbeddedWatch watch =
          new EmbeddedWatch("store", start, stopping::get, () -> gaveUp.set(true));
      watch.begin(first);
      try {
        long killed = pid(folder);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(
                () -> pid(folder) != killed && text(first, "SELECT value FROM kept").equals("42"));
        assertThat(gaveUp).isFalse();
      } finally {
        stopping.set(true);
        watch.close();
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
    return pid(folder.path("store/postmaster.pid"));
  }

  private static long pid(Path file) throws Exception {
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
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
