package io.gazetteer.boot;

import io.gazetteer.cli.CommandEnvironment;
import io.gazetteer.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Runs the program as a command instead of the service. */
final class CommandStart {

  /** Link to what the error stream writes to, on Linux. */
  private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

  private CommandStart() {}

  static int run(String[] arguments) {
    quietLog();
    try {
      return Program.run(List.of(arguments), environment());
    } catch (StartRefusedException refused) {
      Console.problem(refused.getMessage());
      return 1;
    }
  }

  private static CommandEnvironment environment() throws StartRefusedException {
    return new CommandEnvironment(
        BootConfig.read().config(),
        Console.results(),
        Console.problems(),
        isTerminal(),
        System.getenv(),
        System.getProperty("user.name", ""),
        Path.of(System.getProperty("user.home", "")),
        prompt(),
        Optional.ofNullable(CommandStart.class.getPackage().getImplementationVersion())
            .orElse("unreleased"),
        Clock.systemUTC());
  }

  /** Whether progress, which goes to the error stream, is shown on a terminal. */
  private static boolean isTerminal() {
    if (!Files.exists(ERROR_STREAM)) {
      return person().isPresent();
    }
    try {
      Path device = Files.readSymbolicLink(ERROR_STREAM);
      return device.startsWith("/dev/pts") || device.toString().matches("/dev/(tty.*|console)");
    } catch (IOException | InvalidPathException unknown) {
      return false;
    }
  }

  /** From Java 22 on there is always a console, which reports itself whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<java.io.Console> person() {
    java.io.Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    try {
      Object terminal = java.io.Console.class.getMethod("isTerminal").invoke(console);
      return Optional.of(console).filter(any -> terminal.equals(true));
    } catch (NoSuchMethodException before22) {
      return Optional.of(console);
    } catch (ReflectiveOperationException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Function<String, String>> prompt() {
    return person()
        .map(
            console ->
                words -> {
                  char[] typed = console.readPassword("%s", words);
                  String secret = typed == null ? "" : new String(typed);
                  if (typed != null) {
                    Arrays.fill(typed, ' ');
                  }
                  return secret;
                });
  }

  /** Lets libraries log errors only; commands print their own output. */
  private static void quietLog() {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.SEVERE);
    root.addHandler(handler);
    root.setLevel(Level.SEVERE);
  }
}
