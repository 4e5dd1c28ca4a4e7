package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.OfflineLocation;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an extraction into a running service. */
@Command(
    name = "import",
    description = {
      "Loads extracted or published files into the catalogue of a running service. A folder is"
          + " uploaded; the service itself reads a bucket or store.",
      "The setting gazetteer.offline.buckets lists those that it may read.",
      ""
    },
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {

  private final CommandEnvironment environment;

  @Parameters(
      index = "0",
      paramLabel = "PLACE",
      description = {
        "Folder of a run, or one above it to import the newest run below;",
        "s3://bucket/prefix, likewise;",
        "or store:NAME/prefix, a store of the service, with the folder of a run or workflow."
      })
  private String place;

  @Mixin private ServiceOptions service;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "Qualified name of the connection to load into; default: the manifest's.")
  private String connection;

  @Option(
      names = "--connection-name",
      paramLabel = "NAME",
      description = "Name of the connection; default: the manifest's.")
  private String connectionName;

  @Option(
      names = "--workflow",
      paramLabel = "NAME",
      description =
          "Workflow to create, or to change if it exists; default: import-<the manifest's>.")
  private String workflow;

  @Mixin private FilterOptions filters;

  @Option(names = "--no-wait", description = "Do not wait until the run ends.")
  private boolean noWait;

  @Mixin private ProgressOptions progressOptions;

  @Mixin private StoreOptions stores;

  ImportCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    FieldErrors errors = new FieldErrors();
    CrawlFilter filter = filters.filter(errors);
    Optional<ImportSource> from = ImportSource.of(place, stores, errors);
    Optional<ServiceClient> client = service.client(environment, errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    ImportSource source = from.orElseThrow();
    ImportWorkflow.Names names =
        source.names(
            Optional.ofNullable(workflow),
            Optional.ofNullable(connection),
            Optional.ofNullable(connectionName),
            environment.clock());
    try (Stop stop = Stop.listening()) {
      ProgressLine files = progressOptions.line(environment, stop, "KB");
      OfflineLocation location = source.bring(client.get(), names.workflow(), files);
      ImportWorkflow definition = new ImportWorkflow(names, location, filter);
      String run = definition.start(client.get());
      environment.print(run);
      if (noWait) {
        return ExitCode.COMPLETE;
      }
      ProgressLine progress = progressOptions.line(environment, stop, "objects");
      Optional<JsonNode> ended = new ServiceRun(client.get(), run, progress).awaitEnd();
      if (ended.isEmpty()) {
        environment.report("gazetteer: run %s goes on in the service".formatted(run));
        return ExitCode.INTERNAL;
      }
      report(ended.get());
      return ServiceRun.exitCode(ended.get());
    }
  }

  private void report(JsonNode run) {
    String message = run.path("message").asText("");
    environment.report(
        "%s: %d created, %d changed, %d archived, %d unchanged%s"
            .formatted(
                run.path("state").asText(),
                run.path("created").asLong(),
                run.path("changed").asLong(),
                run.path("archived").asLong(),
                run.path("unchanged").asLong(),
                message.isEmpty() || message.equals("null") ? "" : ". " + message));
  }
}
