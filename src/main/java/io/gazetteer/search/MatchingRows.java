package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a query matches, for counting. They come from the first summary of the index that
 * has every field of the query, otherwise from the tables of the index.
 *
 * @param sources where they come from, without those that have no such row for certain
 */
record MatchingRows(List<RowSource> sources) {

  /**
   * The fewest rows that do.
   *
   * @param fields further fields that are read of each row
   */
  static MatchingRows fewest(SearchContext context, Query query, Set<String> fields) {
    return inSummary(context, query, fields)
        .orElseGet(
            () ->
                inTables(TableRows.of(context.index(), t -> context.condition(query, t.fields()))));
  }

  /** Those of a summary; empty where none knows every field. */
  static Optional<MatchingRows> inSummary(SearchContext context, Query query, Set<String> further) {
    Set<String> named = new HashSet<>(further);
    named.addAll(query.fields());
    return context.index().summaries().stream()
        .filter(
            summary -> named.stream().allMatch(path -> summary.fields().field(path).isPresent()))
        .findFirst()
        .map(summary -> RowSource.of(summary, context.condition(query, summary.fields())))
        .map(
            source ->
                new MatchingRows(
                    source.where().equals(SqlFragment.FALSE) ? List.of() : List.of(source)));
  }

  /** Those of the tables. */
  static MatchingRows inTables(List<TableRows> tables) {
    return new MatchingRows(tables.stream().map(RowSource::of).toList());
  }

  static long total(SearchContext context, Query query) {
    return fewest(context, query, Set.of()).count(context);
  }

  long count(SearchContext context) {
    if (sources.isEmpty()) {
      return 0;
    }
    List<SqlFragment> counts = sources.stream().map(RowSource::count).toList();
    return context.statements().number(counts.size() == 1 ? counts.get(0) : sum(counts));
  }

  private static SqlFragment sum(List<SqlFragment> counts) {
    return new SqlText()
        .add("SELECT ")
        .join(counts.stream().map(count -> count.within("(", ")")).toList(), " + ")
        .build();
  }

  /**
   * The values of a field in these rows, as {@link RowSource#values} has them; empty where no row
   * has one for certain.
   */
  Optional<SqlFragment> values(String path) {
    List<SqlFragment> values =
        sources.stream()
            .flatMap(
                source ->
                    source.fields().field(path).filter(field -> !field.isAbsent()).stream()
                        .map(source::values))
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new SqlText().join(values, " UNION ALL ").build());
  }
}
