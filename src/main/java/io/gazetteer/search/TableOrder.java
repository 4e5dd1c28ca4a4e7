package io.gazetteer.search;

import io.gazetteer.search.dsl.SearchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which a page of hits reads the rows of one table.
 *
 * @param keys the sort keys of the request as this table has them, the tie breaker last
 * @param after which rows come after the values of {@code search_after}
 */
record TableOrder(SearchTable table, List<SortKey> keys, SqlFragment after) {

  static TableOrder of(SearchTable table, SearchRequest request, Instant now) {
    List<SortKey> keys = SortKey.of(table, request.sorts());
    return new TableOrder(
        table,
        keys,
        request
            .searchAfter()
            .map(values -> Keyset.after(keys, values, now))
            .orElse(SqlFragment.TRUE));
  }

  /** Finds the page among all rows of the table that meet a condition. */
  TablePage amongAllRows(SqlFragment condition) {
    SqlFragment where = SqlFragment.all(List.of(condition, after));
    return new TablePage(this, SqlFragment.of(from(where)), where, Optional.empty());
  }

  /**
   * Finds the page among those of the first rows that meet a condition.
   *
   * @param rows how many rows are looked at
   */
  TablePage amongFirstRows(long rows, SqlFragment condition) {
    String alias = table.tieBreaker().alias();
    SqlFragment first = firstRows(alias + ".*").add(" LIMIT ?", rows).build();
    SqlFragment last = firstRows(tieBreaker().sql()).add(" LIMIT 1 OFFSET ?", rows - 1).build();
    return new TablePage(
        this, table.from(first, expressions(condition)), condition, Optional.of(last));
  }

  private SqlText firstRows(String selected) {
    return new SqlText()
        .add("SELECT " + selected + " FROM " + table.from(selected, after.sql()) + " WHERE ")
        .add(after)
        .add(" ORDER BY " + SortKey.order(List.of(tieBreaker())));
  }

  SortKey tieBreaker() {
    return keys.get(keys.size() - 1);
  }

  private String from(SqlFragment where) {
    return table.from(expressions(where));
  }

  private String[] expressions(SqlFragment where) {
    return Stream.concat(Stream.of(where.sql()), keys.stream().map(SortKey::sql))
        .toArray(String[]::new);
  }
}
