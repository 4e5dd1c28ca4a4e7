package io.gazetteer.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived the process that started it. The caller holds the lock of the data
 * folder, so nobody else uses it.
 */
final class LeftOverServer {

  private static final long STOP_LIMIT_SECONDS = 90;

  private LeftOverServer() {}

  /**
   * Stops the server that runs on this data folder, if any, and waits for it to end. Ends its open
   * sessions; what they committed is kept.
   *
   * @throws IOException if it does not end in time
   */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> server = running(data);
    if (server.isPresent()) {
      interrupt(server.get());
      await(server.get(), data);
    }
  }

  /**
   * Returns the server that runs on this data folder. If its process has ended, deletes its PID
   * file: a stop would wait for that file, and another program may have the PID by now, so that
   * PostgreSQL would not start.
   *
   * @throws IOException if the PID is that of another program in the data folder
   */
  static Optional<ProcessHandle> running(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    Optional<Long> pid = pidIn(pidFile);
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive).filter(p -> worksIn(p, data));
    if (process.isEmpty()) {
      Files.deleteIfExists(pidFile);
    } else if (!isPostgres(process.get())) {
      throw new IOException(
          "process " + pid.get() + ", which " + pidFile + " names, is no PostgreSQL; end it");
    }
    return process;
  }

  /** The number of the process that a server left in its data folder. */
  static Optional<Long> pidIn(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    return lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")
        ? Optional.empty()
        : Optional.of(Long.valueOf(lines.get(0).strip()));
  }

  /** Whether a process is our server: it works inside its data folder. */
  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
    } catch (IOException noSuchView) {
      // Also for a zombie process, which has no command either.
      return isPostgres(process);
    }
  }

  // The programs of another version may have been deleted while it runs.
  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> command.endsWith("/postgres") || command.endsWith("/postgres (deleted)"))
        .orElse(false);
  }

  /** SIGINT is PostgreSQL's fast stop; the SIGTERM that Java sends would wait for all sessions. */
  private static void interrupt(ProcessHandle server) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start();
  }

  private static void await(ProcessHandle server, Path data) throws IOException {
    try {
      server.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException failure) {
      throw new IOException("the PostgreSQL left over in " + data + " does not end", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a PostgreSQL ends", interrupted);
    }
  }
}
