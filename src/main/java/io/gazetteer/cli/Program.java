package io.gazetteer.cli;

import io.gazetteer.common.AppException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The top-level command. */
@Command(
    name = "gazetteer",
    description = "Crawls PostgreSQL servers into a searchable, versioned metadata catalogue.",
    footer = {
      "",
      "Without a command the service starts. Exit codes: 0 complete, 1 internal error, 2 usage,"
          + " 3 degraded, 4 some databases failed, 5 source, 6 store, 7 service, 8 run failed."
    },
    subcommands = {
      ExtractCommand.class,
      CheckCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      SearchCommand.class,
      KeysCommand.class,
      CompletionCommand.class
    })
public final class Program implements Runnable {

  private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^:/@']*):[^@']*(?=@)");
  private static final Pattern VALUE = Pattern.compile("(?<='-{1,2}[A-Za-z-]{1,60}=)[^']*");

  @Spec private CommandSpec spec;

  private Program() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command");
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return one of the codes of docs/command-line.md
   */
  public static int run(List<String> arguments, CommandEnvironment environment) {
    int code = commandLine(environment).execute(arguments.toArray(String[]::new));
    if (code == ExitCode.COMPLETE && environment.out().checkError()) {
      environment.report("gazetteer: " + CommandError.OUTPUT_CLOSED_IN_WORDS);
      return ExitCode.STORE;
    }
    return code;
  }

  static CommandLine commandLine(CommandEnvironment environment) {
    CommandLine line =
        new CommandLine(new Program(), factory(environment))
            .setOut(environment.out())
            .setErr(environment.err())
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((fault, given) -> rejected(fault, environment))
            .setExecutionExceptionHandler((fault, at, result) -> failed(fault, environment));
    line.getCommandSpec().version("gazetteer " + environment.version());
    withHelp(line);
    return line;
  }

  /** Adds {@code --help} and {@code --version} to every command. */
  private static void withHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.mixinStandardHelpOptions(true);
    line.getSubcommands().values().stream()
        .distinct()
        .forEach(
            sub -> {
              sub.getCommandSpec().version(spec.version());
              withHelp(sub);
            });
  }

  private static CommandLine.IFactory factory(CommandEnvironment environment) {
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
          if (constructor.getParameterCount() == 1
              && constructor.getParameterTypes()[0] == CommandEnvironment.class) {
            return type.cast(constructor.newInstance(environment));
          }
        }
        return CommandLine.defaultFactory().create(type);
      }
    };
  }

  private static int rejected(
      CommandLine.ParameterException fault, CommandEnvironment environment) {
    // The arguments may contain a password.
    String words = PASSWORD.matcher(String.valueOf(fault.getMessage())).replaceAll("$1:***");
    boolean ofPassword =
        fault.getArgSpec() instanceof OptionSpec option
            && List.of(option.names()).contains("--password");
    environment.report(
        "gazetteer: "
            + (ofPassword
                ? "--password takes no value; it makes the program ask"
                : VALUE.matcher(words).replaceAll("...")));
    environment.report(
        "Try '%s --help'".formatted(fault.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static int failed(Exception fault, CommandEnvironment environment) {
    if (fault instanceof AppException told) {
      environment.report("gazetteer: " + told.getMessage());
      return CommandError.exitCodeOf(told);
    }
    if (fault instanceof CancellationException) {
      environment.report("gazetteer: stopped");
      return ExitCode.INTERNAL;
    }
    // Without the message, which may be the driver's.
    String where =
        Optional.of(fault.getStackTrace())
            .filter(trace -> trace.length > 0)
            .map(trace -> " at " + trace[0])
            .orElse("");
    environment.report("gazetteer: internal error: " + fault.getClass().getName() + where);
    return ExitCode.INTERNAL;
  }
}
