package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.RunFolder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches what a run of a service published. */
@Command(
    name = "export",
    description = {
      "Downloads what a run of a service published to a folder or bucket, verifies every file, and"
          + " writes the manifest last.",
      ""
    },
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  private static final int RUNS_LOOKED_AT = 100;
  private static final String PUBLISHED = "PUBLISHED";

  private final CommandEnvironment environment;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "Name of the run; or see --workflow.")
  private String run;

  @Option(
      names = "--workflow",
      paramLabel = "NAME",
      description = "The newest published run of this workflow.")
  private String workflow;

  @Option(names = "--publish", description = "First repeat the run's failed publication.")
  private boolean publish;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "Folder, or s3://bucket/prefix.")
  private String to;

  @Mixin private ServiceOptions service;

  @Mixin private ProgressOptions progressOptions;

  @Mixin private StoreOptions stores;

  ExportCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    FieldErrors errors = new FieldErrors();
    if ((run == null) == (workflow == null)) {
      errors.add("", "either RUN or --workflow must be given");
    }
    if (publish && run == null) {
      errors.add("--publish", "needs the name of a run");
    }
    Optional<StoreOptions.Place> place = stores.place(to, "--to", errors);
    Optional<ServiceClient> client = service.client(environment, errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    try (Stop stop = Stop.listening();
        ObjectStore store =
            StoreOptions.open(place.orElseThrow(), new AwsSessions(environment.clock()))) {
      ProgressLine progress = progressOptions.line(environment, stop, "KB");
      if (publish) {
        int code = publishAgain(client.get(), progress);
        if (code != ExitCode.COMPLETE) {
          return code;
        }
      }
      String name = run == null ? newest(client.get()) : run;
      RunFolder folder = new PublishedDownload(client.get(), name, progress).into(store);
      environment.print(
          place.get() instanceof StoreOptions.Place.Folder target
              ? target.path().resolve(folder.prefix()).toString()
              : ((StoreOptions.Place.Bucket) place.get()).address() + folder.prefix());
      return ExitCode.COMPLETE;
    }
  }

  private int publishAgain(ServiceClient client, ProgressLine progress) {
    String name =
        client
            .post("/api/v1/runs/%s/publish".formatted(ServiceRun.part(run)), null)
            .path("name")
            .asText();
    return new ServiceRun(client, name, progress)
        .awaitEnd()
        .map(ServiceRun::exitCode)
        .orElse(ExitCode.INTERNAL);
  }

  private String newest(ServiceClient client) {
    ObjectNode search = new ObjectMapper().createObjectNode().put("size", RUNS_LOOKED_AT);
    search
        .putObject("query")
        .putObject("nested")
        .put("path", "spec")
        .putObject("query")
        .putObject("term")
        .put("spec.workflowTemplateRef.name.keyword", workflow);
    search.putArray("sort").addObject().putObject("status.startedAt").put("order", "desc");
    for (JsonNode hit : client.post("/api/service/runs/indexsearch", search).at("/hits/hits")) {
      String name = hit.path("_id").asText();
      boolean published =
          client
              .find("/api/v1/runs/%s/publication".formatted(ServiceRun.part(name)))
              .filter(found -> found.at("/publication/state").asText("").equals(PUBLISHED))
              .isPresent();
      if (published) {
        return name;
      }
    }
    throw new AppException(
        CommandError.SERVICE_REFUSED,
        "None of the last %d runs of workflow %s is published".formatted(RUNS_LOOKED_AT, workflow));
  }
}
