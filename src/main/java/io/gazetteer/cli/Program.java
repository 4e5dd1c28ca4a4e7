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

/** The command above all others. */
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
   * Does what the arguments say.
   *
   * @return one of the codes of docs/command-line.md
   */
  public static int run(List<String> arguments, Surroundings surroundings) {
    int code = commandLine(surroundings).execute(arguments.toArray(String[]::new));
    if (code == ExitCode.COMPLETE && surroundings.out().checkError()) {
      surroundings.tell("gazetteer: " + CommandError.OUTPUT_CLOSED_IN_WORDS);
      return ExitCode.STORE;
    }
    return code;
  }

  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line =
        new CommandLine(new Program(), factory(surroundings))
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((fault, given) -> refused(fault, surroundings))
            .setExecutionExceptionHandler((fault, at, result) -> failed(fault, surroundings));
    line.getCommandSpec().version("gazetteer " + surroundings.version());
    withHelp(line);
    return line;
  }

  /** Every command, and the one above them, knows {@code --help} and {@code --version}. */
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

  private static CommandLine.IFactory factory(Surroundings surroundings) {
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getDeclaredConstructors()) {
          if (constructor.getParameterCount() == 1
              && constructor.getParameterTypes()[0] == Surroundings.class) {
            return type.cast(constructor.newInstance(surroundings));
          }
        }
        return CommandLine.defaultFactory().create(type);
      }
    };
  }

  private static int refused(CommandLine.ParameterException fault, Surroundings surroundings) {
    // What was typed may hold a password.
    String words = PASSWORD.matcher(String.valueOf(fault.getMessage())).replaceAll("$1:***");
    boolean ofPassword =
        fault.getArgSpec() instanceof OptionSpec option
            && List.of(option.names()).contains("--password");
    surroundings.tell(
        "gazetteer: "
            + (ofPassword
                ? "--password takes no value; it makes the program ask"
                : VALUE.matcher(words).replaceAll("...")));
    surroundings.tell(
        "Try '%s --help'".formatted(fault.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static int failed(Exception fault, Surroundings surroundings) {
    if (fault instanceof AppException told) {
      surroundings.tell("gazetteer: " + told.getMessage());
      return ExitCode.of(told);
    }
    if (fault instanceof CancellationException) {
      surroundings.tell("gazetteer: stopped");
      return ExitCode.INTERNAL;
    }
    // Without the text, which may be a driver's.
    String where =
        Optional.of(fault.getStackTrace())
            .filter(trace -> trace.length > 0)
            .map(trace -> " at " + trace[0])
            .orElse("");
    surroundings.tell("gazetteer: internal error: " + fault.getClass().getName() + where);
    return ExitCode.INTERNAL;
  }
}
