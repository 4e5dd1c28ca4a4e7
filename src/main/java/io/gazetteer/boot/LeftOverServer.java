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
 * A PostgreSQL that outlived the process which started it. Whoever calls holds the lock of the data
 * folder, so nobody else can mean to use it.
 */
final class LeftOverServer {

  private static final long STOP_LIMIT_SECONDS = 90;

  private LeftOverServer() {}

  /**
   * Stops the server that runs on these data, if one does, and waits for its end; its open sessions
   * are ended, what they committed is kept. Does nothing where none runs.
   *
   * @throws IOException when it does not end in time
   */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> server = running(data);
    if (server.isPresent()) {
      interrupt(server.get());
      await(server.get(), data);
    }
  }

  /**
   * The server that runs on these data. Where its process has ended, the file that names it is
   * deleted: a stop would wait for that file, and another program may have got the number
   * meanwhile, so that PostgreSQL would not start.
   *
   * @throws IOException when the file names another program that works in the data folder
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

  /** A server works inside its data folder, which tells ours from any other. */
  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
    } catch (IOException noSuchView) {
      // Also of a process that has ended and that nobody has waited for; it has no command either.
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
