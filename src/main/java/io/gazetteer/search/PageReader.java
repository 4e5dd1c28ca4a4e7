package io.gazetteer.search;

import io.gazetteer.search.dsl.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the rows of a page that a request asks for. */
record PageReader<T>(
    Statements statements,
    SearchIndex index,
    SearchRequest request,
    List<SortKey> keys,
    RowReader<T> rows) {

  private static final String SORT = "search_sort_";
  private static final String TOTAL = "search_total_";
  private static final String PAGE = "search_page_";
  private static final String ROW = "search_row_";

  /**
   * The rows of the page, and how many there are in all where that was asked for and the page has
   * any.
   *
   * @param from what follows FROM
   * @param where the condition there
   * @param counted whether all are counted; then all are found before the first is known
   */
  Page<T> read(SqlFragment from, SqlFragment where, boolean counted) {
    List<Long> totals = new ArrayList<>();
    List<Hit<T>> hits =
        statements.listBounded(
            statement(from, where, counted),
            row -> {
              if (counted) {
                totals.add(row.getLong(TOTAL));
              }
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < keys.size(); i++) {
                values.add(keys.get(i).read(row, SORT + i));
              }
              return new Hit<>(rows.read(row), values);
            });
    return new Page<>(
        hits, totals.isEmpty() ? OptionalLong.empty() : OptionalLong.of(totals.get(0)));
  }

  /**
   * First the rows of the page, by their keys alone: what is not on it is neither joined nor read
   * in full.
   */
  private SqlFragment statement(SqlFragment from, SqlFragment where, boolean counted) {
    SqlText text =
        new SqlText().add("SELECT " + index.columns() + ", " + PAGE + ".* FROM " + index.from());
    text.add(" JOIN (SELECT " + index.tieBreaker() + " AS " + ROW);
    for (int i = 0; i < keys.size(); i++) {
      text.add(", " + keys.get(i).sql() + " AS " + SORT + i);
    }
    text.add(counted ? ", count(*) OVER () AS " + TOTAL : "");
    text.add(" FROM ").add(from).add(" WHERE ").add(where);
    text.add(keys.stream().map(SortKey::order).collect(Collectors.joining(", ", " ORDER BY ", "")));
    text.add(" LIMIT ?", (long) request.size()).add(" OFFSET ?", (long) request.from());
    text.add(") AS " + PAGE + " ON " + index.tieBreaker() + " = " + PAGE + "." + ROW);
    return text.add(
            IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).order(PAGE + "." + SORT + i))
                .collect(Collectors.joining(", ", " ORDER BY ", "")))
        .build();
  }
}
