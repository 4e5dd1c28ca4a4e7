package io.gazetteer.workflow;

import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a crawl reads. Expressions are PostgreSQL's, as written; {@link RegexAnchor#anchored} makes
 * them match whole names.
 *
 * @param include database expression to schema expressions; empty map = everything; an empty list =
 *     the whole database
 * @param exclude likewise, and wins over include; empty map = nothing
 * @param tableRegex tables and views whose name matches are left out; empty = none
 * @param emptyTables whether tables are read that the source's statistics know to be empty
 * @param archiveFilteredOut whether a run archives what it knows of, what is left out here and what
 *     no other workflow reads; false = narrowing archives nothing
 * @param extensionSchemas whether schemas that an extension made for itself are read like others;
 *     false = only those that {@code include} names
 */
public record CrawlFilter(
    Map<String, List<String>> include,
    Map<String, List<String>> exclude,
    Optional<String> tableRegex,
    boolean views,
    boolean emptyTables,
    boolean archiveFilteredOut,
    boolean extensionSchemas) {

  /** Parameter, also with dashes: {@code true} = views and materialised views are not read. */
  public static final String EXCLUDE_VIEWS = "exclude_views";

  /** Parameter, also with dashes: {@code true} = tables known to be empty are not read. */
  public static final String EXCLUDE_EMPTY_TABLES = "exclude_empty_tables";

  public static final CrawlFilter ALL =
      new CrawlFilter(Map.of(), Map.of(), Optional.empty(), true, true, false, false);

  /** Everything that those choose, with views and with empty tables. */
  public static CrawlFilter of(
      Map<String, List<String>> include,
      Map<String, List<String>> exclude,
      Optional<String> tableRegex) {
    return new CrawlFilter(include, exclude, tableRegex, true, true, false, false);
  }

  /** The same as a source understands it: one rule a pair, every expression anchored. */
  public Selection selection() {
    return new Selection(
        rules(include),
        rules(exclude),
        tableRegex.map(RegexAnchor::anchored),
        views,
        emptyTables,
        extensionSchemas);
  }

  /** The same with or without the schemas of extensions. */
  public CrawlFilter withExtensionSchemas(boolean wanted) {
    return new CrawlFilter(
        include, exclude, tableRegex, views, emptyTables, archiveFilteredOut, wanted);
  }

  private static List<Selection.Rule> rules(Map<String, List<String>> filter) {
    List<Selection.Rule> rules = new ArrayList<>();
    filter.forEach(
        (database, schemas) -> {
          String anchored = RegexAnchor.anchored(database);
          if (schemas.isEmpty()) {
            rules.add(new Selection.Rule(anchored, Optional.empty()));
          }
          for (String schema : schemas) {
            rules.add(new Selection.Rule(anchored, Optional.of(RegexAnchor.anchored(schema))));
          }
        });
    return rules;
  }
}
