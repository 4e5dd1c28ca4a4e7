package io.gazetteer.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script for shells. */
@Command(
    name = "completion",
    description = {
      "Prints the completion script for bash and zsh.",
      "  source <(gazetteer completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  private final CommandEnvironment environment;

  @Spec private CommandSpec spec;

  CompletionCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.out().print(AutoComplete.bash("gazetteer", spec.root().commandLine()));
    environment.out().flush();
    return ExitCode.COMPLETE;
  }
}
