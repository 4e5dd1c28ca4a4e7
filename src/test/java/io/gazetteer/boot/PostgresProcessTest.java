package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell beside a server, with a program in place of pg_ctl that writes down its calls. */
class PostgresProcessTest {

  @TempDir Path home;

  private Process guard(String program) throws IOException {
    Path control = home.resolve("pg_ctl");
    Files.writeString(control, "#!/bin/sh\ncd \"${0%/*}\"\necho \"$*\" >>calls\n" + program + "\n");
    Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwx------"));
    return new ProcessBuilder(
            "sh", "-c", PostgresProcess.GUARD, "sh", control.toString(), "DATA", "log", "OPTIONS")
        .directory(home.toFile())
        .start();
  }

  private List<String> calls() throws IOException {
    Path calls = home.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void a_server_is_stopped_whose_service_ends_while_it_starts() throws Exception {
    Process guard = guard("case \"$*\" in *start) until [ -e started ]; do sleep 0.1; done; esac");
    await().until(() -> calls().size() == 1);
    guard.getInputStream().close();
    guard.getOutputStream().close();
    Files.writeString(home.resolve("started"), "");

    assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(calls())
        .containsExactly(
            "-D DATA -l log -o OPTIONS -w -t 90 start", "-D DATA -m fast -w -t 90 stop");
  }

  @Test
  void a_server_that_is_not_up_in_time_does_not_stay_behind() throws Exception {
    Process guard = guard("case \"$*\" in *immediate*) exit 0;; esac; exit 1");

    assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.exitValue()).isEqualTo(1);
    assertThat(calls())
        .containsExactly(
            "-D DATA -l log -o OPTIONS -w -t 90 start",
            "-D DATA -m fast -w -t 30 stop",
            "-D DATA -m immediate -w -t 30 stop");
  }
}
