package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the assets of a service that a search finds. */
@Command(
    name = "search",
    description = {
      "Prints the assets of a running service that match all conditions, one JSON object per line,"
          + " in no particular order. Exits 0 when nothing matches.",
      ""
    },
    sortOptions = false)
final class SearchCommand implements Callable<Integer> {

  private static final String SEARCH = "/api/meta/search/indexsearch";
  private static final int PAGE = 500;
  private static final char DELETE = 0x7f;
  private static final List<String> HEADER = List.of("typeName", "guid", "status");
  private static final List<String> USUAL =
      List.of(
          """
          connectionQualifiedName databaseName schemaName description userDescription
          ownerUsers certificateStatus"""
              .split("\\s", -1));

  private final CommandEnvironment environment;
  private final ObjectMapper json = new ObjectMapper();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "Text that the name contains, case-insensitive; default: anything.")
  private String text;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Type as the SDKs name it, such as Table. May be repeated.")
  private List<String> types = List.of();

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "Qualified name of a connection.")
  private String connection;

  @Option(
      names = "--attribute",
      paramLabel = "NAME",
      description =
          "Attribute to print in addition to name and qualifiedName. May be repeated; default:"
              + " connection, database, schema, descriptions, owners and certificate.")
  private List<String> attributes = USUAL;

  @Option(names = "--archived", description = "Include archived assets.")
  private boolean archived;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "Maximum number of results; default: all.")
  private long limit = Long.MAX_VALUE;

  @Mixin private ServiceOptions service;

  @Mixin private ProgressOptions progressOptions;

  SearchCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    FieldErrors errors = new FieldErrors();
    if (limit < 1) {
      errors.add("--limit", "must be a whole number from 1 on");
    }
    Optional<ServiceClient> client = service.client(environment, errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    try (Stop stop = Stop.listening()) {
      ProgressLine progress = progressOptions.line(environment, stop, "assets");
      progress.begins("search", 1, 1);
      long printed;
      try {
        printed = print(client.orElseThrow(), progress);
      } finally {
        progress.ends();
      }
      if (!progressOptions.quiet()) {
        environment.report("%d %s".formatted(printed, printed == 1 ? "asset" : "assets"));
      }
      return ExitCode.COMPLETE;
    }
  }

  /**
   * Reads pages after the last guid, so that no asset is printed twice whatever changes meanwhile.
   */
  private long print(ServiceClient client, ProgressLine progress) {
    ObjectNode request = request();
    ObjectNode dsl = (ObjectNode) request.get("dsl");
    long printed = 0;
    while (printed < limit) {
      progress.throwIfCancelled();
      dsl.put("size", (int) Math.min(PAGE, limit - printed));
      JsonNode found = client.post(SEARCH, request);
      progress.ends();
      String last = "";
      for (JsonNode asset : found.path("entities")) {
        print(asset);
        printed++;
        last = asset.path("guid").asText();
      }
      if (last.isEmpty()) {
        return printed;
      }
      dsl.putArray("search_after").add(last);
      progress.progress(printed, Math.min(limit, found.path("approximateCount").asLong()));
    }
    return printed;
  }

  private void print(JsonNode asset) {
    ObjectNode line = json.createObjectNode();
    HEADER.forEach(name -> line.set(name, asset.path(name)));
    line.set("attributes", asset.path("attributes"));
    if (!asset.path("customAttributes").isEmpty()) {
      line.set("customAttributes", asset.get("customAttributes"));
    }
    environment.print(ascii(line.toString()));
    if (environment.out().checkError()) {
      throw new AppException(CommandError.OUTPUT_CLOSED, CommandError.OUTPUT_CLOSED_IN_WORDS);
    }
  }

  /**
   * Escapes control characters and everything outside ASCII. In JSON these occur only in strings.
   */
  private static String ascii(String line) {
    StringBuilder ascii = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char one = line.charAt(i);
      if (one < DELETE) {
        ascii.append(one);
      } else {
        ascii.append("\\u%04x".formatted((int) one));
      }
    }
    return ascii.toString();
  }

  private ObjectNode request() {
    ObjectNode request = json.createObjectNode();
    ArrayNode wanted = request.putArray("attributes");
    attributes.forEach(wanted::add);
    ObjectNode dsl = request.putObject("dsl");
    dsl.putArray("sort").addObject().putObject("__guid").put("order", "asc");
    ArrayNode filters = dsl.putObject("query").putObject("bool").putArray("filter");
    if (!archived) {
      filters.addObject().putObject("term").put("__state", "ACTIVE");
    }
    if (!types.isEmpty()) {
      ArrayNode names = filters.addObject().putObject("terms").putArray("__typeName.keyword");
      types.forEach(names::add);
    }
    if (connection != null) {
      filters.addObject().putObject("term").put("connectionQualifiedName", connection);
    }
    if (text != null) {
      filters
          .addObject()
          .putObject("wildcard")
          .putObject("name.keyword")
          .put("value", "*" + text.replaceAll("([*?\\\\])", "\\\\$1") + "*")
          .put("case_insensitive", true);
    }
    return request;
  }
}
