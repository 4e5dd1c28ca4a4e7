package io.gazetteer.workflow;

import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a crawl reads. Names are PostgreSQL regular expressions as written; {@link
 * RegexAnchor#anchored} makes them match whole names.
 *
 * @param include database expression to schema expressions; empty map = everything; empty list =
 *     the whole database
 * @param exclude likewise; wins over include; empty map = nothing
 * @param tableRegex names of tables and views to exclude; empty = none
 * @param emptyTables whether tables are read that are empty according to the source's statistics
 * @param archiveFilteredOut whether a run archives known assets that these filters exclude, unless
 *     another workflow reads them; false = excluded assets are kept
 * @param extensionSchemas whether schemas that an extension made for itself are read like others;
 *     false = only if {@code include} names them
 */
public record CrawlFilter(
    Map<String, List<String>> include,
    Map<String, List<String>> exclude,
    Optional<String> tableRegex,
    boolean views,
    boolean emptyTables,
    boolean archiveFilteredOut,
    boolean extensionSchemas) {

  /** Parameter, also with dashes; {@code true} = do not read views and materialised views. */
  public static final String EXCLUDE_VIEWS = "exclude_views";

  /** Parameter, also with dashes; {@code true} = do not read tables that are known to be empty. */
  public static final String EXCLUDE_EMPTY_TABLES = "exclude_empty_tables";

  /** Reads everything. */
  public static final CrawlFilter ALL =
      new CrawlFilter(Map.of(), Map.of(), Optional.empty(), true, true, false, false);

  /** Returns a filter with those choices that includes views and empty tables. */
  public static CrawlFilter of(
      Map<String, List<String>> include,
      Map<String, List<String>> exclude,
      Optional<String> tableRegex) {
    return new CrawlFilter(include, exclude, tableRegex, true, true, false, false);
  }

  /** Returns the filter as sources understand it: one rule per pair, each expression anchored. */
  public Selection selection() {
    return new Selection(
        rules(include),
        rules(exclude),
        tableRegex.map(RegexAnchor::anchored),
        views,
        emptyTables,
        extensionSchemas);
  }

  /** Returns a copy with or without the schemas of extensions. */
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
