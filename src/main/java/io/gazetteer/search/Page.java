package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The rows of one page.
 *
 * @param total how many rows the query finds in all, where reading the page told; empty where they
 *     have yet to be counted
 */
record Page<T>(List<Hit<T>> hits, OptionalLong total) {

  private static final String SORT = "search_sort_";
  private static final String TOTAL = "search_total_";
  private static final String PAGE = "search_page_";
  private static final String ROW = "search_row_";

  static <T> Page<T> none() {
    return new Page<>(List.of(), OptionalLong.empty());
  }

  /** Reads the page that a request asks for of what a query finds. */
  static <T> Page<T> read(
      Statements statements,
      SearchIndex index,
      SearchRequest request,
      Query query,
      RowMapper<T> mapper,
      Instant now) {
    List<SortKey> keys = SortKey.of(index, request.sorts());
    boolean first = request.from() == 0 && request.searchAfter().isEmpty();
    // In no order that was asked for: whoever has to look for the rows inside texts finds them all
    // before the first is known, and may as well count them.
    boolean counted = first && keys.size() == 1 && Counting.usesDictionary(index, query);
    List<Long> totals = new ArrayList<>();
    List<Hit<T>> hits =
        statements.list(
            statement(index, request, query, keys, counted, now),
            (row, context) -> {
              if (counted) {
                totals.add(row.getLong(TOTAL));
              }
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < keys.size(); i++) {
                values.add(keys.get(i).read(row, SORT + i));
              }
              return new Hit<>(mapper.map(row, context), values);
            });
    boolean all = first && hits.size() < request.size();
    OptionalLong total =
        all
            ? OptionalLong.of(hits.size())
            : totals.stream().mapToLong(Long::longValue).limit(1).max();
    return new Page<>(hits, total);
  }

  /**
   * First the rows of the page, by their keys alone: what is not on it is neither joined nor read
   * in full.
   */
  private static SqlFragment statement(
      SearchIndex index,
      SearchRequest request,
      Query query,
      List<SortKey> keys,
      boolean counted,
      Instant now) {
    SqlFragment where = QueryCompiler.compile(query, index.fields(), now);
    Optional<SqlFragment> after =
        request.searchAfter().map(values -> Keyset.after(keys, values, now));
    String order = keys.stream().map(SortKey::order).collect(Collectors.joining(", "));
    SqlText text =
        new SqlText().add("SELECT " + index.columns() + ", " + PAGE + ".* FROM " + index.from());
    text.add(" JOIN (SELECT " + index.tieBreaker() + " AS " + ROW);
    for (int i = 0; i < keys.size(); i++) {
      text.add(", " + keys.get(i).sql() + " AS " + SORT + i);
    }
    text.add(counted ? ", count(*) OVER () AS " + TOTAL : "");
    text.add(" FROM " + index.from(where.sql(), order) + " WHERE ").add(where);
    after.ifPresent(condition -> text.add(" AND ").add(condition));
    text.add(" ORDER BY " + order + " LIMIT ?", (long) request.size());
    text.add(" OFFSET ?", (long) request.from());
    text.add(") AS " + PAGE + " ON " + index.tieBreaker() + " = " + PAGE + "." + ROW);
    return text.add(
            IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).order(PAGE + "." + SORT + i))
                .collect(Collectors.joining(", ", " ORDER BY ", "")))
        .build();
  }
}
