package io.gazetteer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.common.Faults;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.FilterReader;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is read of a server, with the meaning that a workflow's filters have. */
final class FilterOptions {

  private static final FilterReader.Names NAMES =
      new FilterReader.Names("--include", "--exclude", "--exclude-tables");

  private final ObjectMapper json = new ObjectMapper();

  @Option(
      names = "--include",
      paramLabel = "FILTER",
      description =
          "What is read: DATABASE or DATABASE/SCHEMA, each a regular expression of PostgreSQL's that"
              + " has to match the whole name, or a workflow's filter as JSON,"
              + " {\"^shop$\": [\"^public$\"]}. May be given several times; none = everything.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "FILTER",
      description = "What is left out, likewise; wins over --include.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--exclude-tables",
      paramLabel = "REGEX",
      description = "Tables and views that are left out, by an expression that matches the name.")
  private String tables;

  @Option(
      names = "--extension-schemas",
      description =
          "Also what extensions keep in schemas of their own, which is left out unless --include"
              + " names the schema.")
  private boolean extensionSchemas;

  /** The filter, with everything wrong noted. */
  CrawlFilter filter(Faults faults) {
    ObjectNode body = json.createObjectNode();
    body.set(NAMES.include(), merged(include));
    body.set(NAMES.exclude(), merged(exclude));
    if (tables != null) {
      body.put(NAMES.tables(), tables);
    }
    return FilterReader.withoutStore(json)
        .filters(body, NAMES, "", faults)
        .withExtensionSchemas(extensionSchemas);
  }

  /** JSON is handed on as it is, so that its faults are told as a workflow's are. */
  private JsonNode merged(List<String> given) {
    if (given.size() == 1 && given.get(0).strip().startsWith("{")) {
      return TextNode.valueOf(given.get(0));
    }
    ObjectNode filter = json.createObjectNode();
    for (String each : given) {
      int slash = each.indexOf('/');
      String database = slash < 0 ? each : each.substring(0, slash);
      boolean wholeAlready = filter.has(database) && filter.get(database).isEmpty();
      if (slash < 0 || wholeAlready) {
        filter.set(database, json.createArrayNode());
      } else {
        ArrayNode schemas =
            filter.get(database) instanceof ArrayNode known ? known : json.createArrayNode();
        filter.set(database, schemas.add(each.substring(slash + 1)));
      }
    }
    return filter;
  }
}
