package io.gazetteer.cli;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.workflow.CrawlFilter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests a connection, without a service. */
@Command(
    name = "check",
    description = {
      "Tests a connection step by step as the service does: host, port, TLS, sign-in, databases,"
          + " schemas, and what a crawl would miss, with the GRANTs that fix it. Changes nothing.",
      ""
    },
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {

  private final CommandEnvironment environment;

  @Mixin private ServerOptions server;

  @Mixin private FilterOptions filters;

  @Option(names = "--grants", description = "Print only the missing GRANTs, as a psql script.")
  private boolean grants;

  CheckCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    FieldErrors errors = new FieldErrors();
    ConnectionTarget target = SourceTarget.of(server, environment, errors);
    CrawlFilter filter = filters.filter(errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      ConnectionReport report =
          new Workbench(environment).testConnection(executor).test(target, filter.selection());
      report.steps().forEach(this::print);
      printGrants(report);
      return exitCode(report);
    } finally {
      executor.shutdownNow();
    }
  }

  private void print(ConnectionReport.Step step) {
    String word = step.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    // A step that was not tried has nothing to say.
    String words =
        step.message().isEmpty()
            ? ""
            : ": " + step.message() + step.remedy().map(remedy -> ". " + remedy).orElse("");
    String line = "%-9s %s%s".formatted(word, step.name(), words);
    if (grants) {
      environment.report(line);
    } else {
      environment.print(line);
    }
  }

  /** Prints one statement per line, with a \connect for psql where they belong to a database. */
  private void printGrants(ConnectionReport report) {
    for (ConnectionReport.Grants each : report.grants()) {
      each.database()
          .ifPresent(
              name -> environment.print("\\connect \"%s\"".formatted(name.replace("\"", "\"\""))));
      each.sql().lines().forEach(environment::print);
    }
  }

  private static int exitCode(ConnectionReport report) {
    if (!report.ok()) {
      return ExitCode.SOURCE;
    }
    return report.steps().stream()
            .anyMatch(step -> step.state() == ConnectionReport.StepState.WARNING)
        ? ExitCode.DEGRADED
        : ExitCode.COMPLETE;
  }
}
