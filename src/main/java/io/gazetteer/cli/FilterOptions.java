package io.gazetteer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.FilterReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that select what to read, with the same meaning as a workflow's filters. */
final class FilterOptions {

  private static final String ANY = "*";

  private final ObjectMapper json = new ObjectMapper();

  @Option(
      names = "--include",
      paramLabel = "FILTER",
      description =
          "Databases and schemas to read: DATABASE or DATABASE/SCHEMA, each a PostgreSQL regular"
              + " expression that must match the whole name, or a workflow's filter as JSON,"
              + " {\"^shop$\": [\"^public$\"]}. May be repeated; default: everything.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "FILTER",
      description = "Databases and schemas to exclude; takes precedence over --include.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--exclude-tables",
      paramLabel = "REGEX",
      description = "Tables and views to exclude: a regular expression for their names.")
  private String tables;

  @Option(
      names = "--extension-schemas",
      description =
          "Also read schemas that extensions made for themselves, which are skipped unless"
              + " --include names them.")
  private boolean extensionSchemas;

  /** Returns the filter, and adds every invalid option to the errors. */
  CrawlFilter filter(FieldErrors errors) {
    FilterReader reader = FilterReader.withoutStore(json);
    return CrawlFilter.of(
            read(reader, include, "--include", errors),
            read(reader, exclude, "--exclude", errors),
            reader.tableRegex(tables == null ? "" : tables, "--exclude-tables", errors))
        .withExtensionSchemas(extensionSchemas);
  }

  private static Map<String, List<String>> read(
      FilterReader reader, List<String> given, String option, FieldErrors errors) {
    if (given.size() == 1 && given.get(0).strip().startsWith("{")) {
      return reader.filter(given.get(0), option, errors);
    }
    Map<String, List<String>> filter = merged(given);
    reader.check(filter, option, errors);
    return filter;
  }

  /** Merges options for the same database; one without schemas selects the whole database. */
  private static Map<String, List<String>> merged(List<String> given) {
    Map<String, List<String>> filter = new LinkedHashMap<>();
    for (String each : given) {
      int slash = each.indexOf('/');
      String database = slash < 0 ? each : each.substring(0, slash);
      boolean whole = slash < 0 || (filter.containsKey(database) && filter.get(database).isEmpty());
      if (whole) {
        filter.put(database, List.of());
      } else {
        filter.computeIfAbsent(database, name -> new ArrayList<>()).add(each.substring(slash + 1));
      }
    }
    filter.replaceAll(
        (database, schemas) -> schemas.contains(ANY) ? List.of() : List.copyOf(schemas));
    return filter;
  }
}
