package io.gazetteer.search;

import io.gazetteer.search.dsl.SearchRequest;
import java.time.Instant;
import java.util.List;
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

  /** The statement of the first rows, whether they match or not, without its limit. */
  SqlText firstRows(String selected) {
    return new SqlText()
        .add("SELECT " + selected + " FROM " + table.from(selected, after.sql()) + " WHERE ")
        .add(after)
        .add(" ORDER BY " + SortKey.order(List.of(tieBreaker())));
  }

  SortKey tieBreaker() {
    return keys.get(keys.size() - 1);
  }

  /** What a page asks for: its condition and the sort keys. */
  String[] expressions(SqlFragment where) {
    return Stream.concat(Stream.of(where.sql()), keys.stream().map(SortKey::sql))
        .toArray(String[]::new);
  }
}
