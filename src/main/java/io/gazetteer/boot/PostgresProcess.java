package io.gazetteer.boot;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server that does not outlive the process that started it, however that ends. A shell
 * holds one end of a pipe and stops the server when the other end, which is ours, closes.
 */
final class PostgresProcess implements AutoCloseable {

  private static final String STARTED = "started";

  /**
   * Ignores what a terminal sends to the whole process group: the service ends first, and its
   * server after it. The server itself has its own session. The same goes for the end of a service
   * that was to read the word, so that its server is stopped; and a server that is not up in time
   * is left to nobody.
   */
  static final String GUARD =
      """
      trap '' INT TERM HUP QUIT PIPE
      if ! "$1" -D "$2" -l "$3" -o "$4" -w -t 90 start </dev/null >>"$3" 2>&1; then
        "$1" -D "$2" -m fast -w -t 30 stop </dev/null >>"$3" 2>&1 ||
          "$1" -D "$2" -m immediate -w -t 30 stop </dev/null >>"$3" 2>&1
        exit 1
      fi
      echo started || :
      cat >/dev/null
      exec "$1" -D "$2" -m fast -w -t 90 stop </dev/null >>"$3" 2>&1
      """;

  private static final int STOP_LIMIT_SECONDS = 95;

  private final Process guard;

  private PostgresProcess(Process guard) {
    this.guard = guard;
  }

  /** Creates the files of a server that is in no use yet. */
  static void init(Path binaries, Path data, String superuser, Path passwordFile, Path log)
      throws IOException {
    List<String> command = command(binaries.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", data.toString(), "-U", superuser));
    command.addAll(List.of("--pwfile=" + passwordFile, "--auth=scram-sha-256", "-E", "UTF-8"));
    command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    Process init = builder(command, log).redirectOutput(Redirect.appendTo(log.toFile())).start();
    init.getOutputStream().close();
    if (await(init) != 0) {
      throw new IOException("initdb failed");
    }
  }

  /** Starts the server and waits until it takes connections. */
  static PostgresProcess start(Path binaries, Path data, Path log, Map<String, String> settings)
      throws IOException {
    String options =
        settings.entrySet().stream()
            .map(setting -> "-c %s='%s'".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(" "));
    List<String> command = command("sh", "-c", GUARD, "sh");
    command.add(binaries.resolve("bin/pg_ctl").toString());
    command.addAll(List.of(data.toString(), log.toString(), options));
    Process guard = builder(command, log).start();
    BufferedReader words =
        new BufferedReader(
            new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
    if (!STARTED.equals(words.readLine())) {
      throw new IOException("pg_ctl did not start the server");
    }
    return new PostgresProcess(guard);
  }

  /** PostgreSQL does not run as root: a user namespace makes root an unprivileged user. */
  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(words));
    return command;
  }

  private static ProcessBuilder builder(List<String> command, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(Redirect.appendTo(log.toFile()));
    // The environment must configure neither libpq nor the server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** Stops the server, ending open sessions, and waits for its end. */
  @Override
  public void close() throws IOException {
    guard.getOutputStream().close();
    try {
      if (!guard.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the server does not stop");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a PostgreSQL ends", interrupted);
    }
  }
}
