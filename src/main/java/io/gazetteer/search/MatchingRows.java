package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a query matches, for counting. They come from the first summary of the index that
 * has every field of the query, otherwise from the index itself.
 *
 * @param from what follows FROM
 * @param weight how many rows of the index a row there stands for
 * @param where the condition there
 */
record MatchingRows(String from, String weight, FieldMap fields, SqlFragment where) {

  private static final String ONE = "1";

  /**
   * The fewest rows that do.
   *
   * @param fields further fields that are read of each row
   */
  static MatchingRows fewest(SearchContext context, Query query, Set<String> fields) {
    return inSummary(context, query, fields).orElseGet(() -> inIndex(context, query));
  }

  /** Those of a summary; empty where none knows every field. */
  static Optional<MatchingRows> inSummary(SearchContext context, Query query, Set<String> further) {
    Set<String> named = new HashSet<>(further);
    named.addAll(query.fields());
    return context.index().summaries().stream()
        .filter(
            summary -> named.stream().allMatch(path -> summary.fields().field(path).isPresent()))
        .findFirst()
        .map(
            summary ->
                new MatchingRows(
                    summary.from(),
                    summary.rows(),
                    summary.fields(),
                    context.condition(query, summary.fields())));
  }

  /** Those of the index, with all that is joined to them. */
  static MatchingRows inIndex(SearchContext context, Query query) {
    SearchIndex index = context.index();
    return new MatchingRows(
        index.from(), ONE, index.fields(), context.condition(query, index.fields()));
  }

  static long total(SearchContext context, Query query) {
    MatchingRows rows = fewest(context, query, Set.of());
    boolean summed = !rows.weight.equals(ONE);
    String from = summed ? rows.from : context.index().from(rows.where.sql());
    return new MatchingRows(from, rows.weight, rows.fields, rows.where).count(context);
  }

  /** The same rows under a further condition. */
  MatchingRows and(SqlFragment further) {
    return new MatchingRows(from, weight, fields, SqlFragment.all(List.of(where, further)));
  }

  long count(SearchContext context) {
    String rows = weight.equals(ONE) ? "count(*)" : "coalesce(sum(" + weight + "), 0)";
    return context
        .statements()
        .number(
            new SqlText().add("SELECT " + rows + " FROM " + from + " WHERE ").add(where).build());
  }
}
