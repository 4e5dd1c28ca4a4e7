package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.FieldErrors;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands for the keys that stored secrets are encrypted with. */
@Command(
    name = "keys",
    description = "Manages the keys that encrypt a service's stored secrets.",
    subcommands = KeysCommand.Rotate.class)
final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command: rotate");
  }

  /** Encrypts everything with the current key. */
  @Command(
      name = "rotate",
      description = {
        "Re-encrypts all stored secrets of a running service with its current key. May be"
            + " repeated.",
        ""
      },
      sortOptions = false)
  static final class Rotate implements Callable<Integer> {

    private final CommandEnvironment environment;

    @Mixin private ServiceOptions service;

    Rotate(CommandEnvironment environment) {
      this.environment = environment;
    }

    @Override
    public Integer call() {
      FieldErrors errors = new FieldErrors();
      var client = service.client(environment, errors);
      errors.throwIfAny(CommandError.COMMAND_INVALID);
      JsonNode done = client.orElseThrow().post("/api/v1/secrets/rotation", null);
      long remaining = done.path("remaining").asLong();
      environment.print(
          "key %s: %d re-encrypted, %d remain"
              .formatted(done.path("keyId").asText(), done.path("rewrapped").asLong(), remaining));
      done.path("unreadable")
          .forEach(
              guid ->
                  environment.report(
                      "warning: credential %s cannot be decrypted; enter its secret again"
                          .formatted(guid.asText())));
      return remaining == 0 ? ExitCode.COMPLETE : ExitCode.DEGRADED;
    }
  }
}
