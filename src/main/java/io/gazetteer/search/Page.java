package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one page.
 *
 * @param total how many rows the query finds in all, where reading the page told; empty where they
 *     have yet to be counted
 */
record Page<T>(List<Hit<T>> hits, OptionalLong total) {

  /**
   * From this many rows on it pays to look at one row after another, in their order, until the page
   * is full: to find and sort ten thousand takes longer than to look at some thousands.
   */
  private static final long MANY = 10_000;

  /** So many rows are looked at for that. Where they do not fill the page, all rows are found. */
  private static final long LOOKED_AT = 5_000;

  /** Larger pages would not be full so soon. */
  private static final long SOON_FULL = 100;

  static <T> Page<T> none() {
    return new Page<>(List.of(), OptionalLong.empty());
  }

  /** Reads the page that a request asks for of what a query finds. */
  static <T> Page<T> read(
      Statements statements,
      SearchIndex index,
      SearchRequest request,
      Query query,
      RowReader<T> rows,
      Instant now) {
    List<SortKey> keys = SortKey.of(index, request.sorts());
    PageReader<T> reader = new PageReader<>(statements, index, request, keys, rows);
    Optional<SqlFragment> after =
        request.searchAfter().map(values -> Keyset.after(keys, values, now));
    // By the tie breaker alone: whoever has to look for the rows inside texts finds them all before
    // the first is known, and may as well count them.
    boolean inside = keys.size() == 1 && Counting.looksInside(index, query);
    OptionalLong known = inside ? counted(statements, index, query, now) : OptionalLong.empty();
    if (known.orElse(0) >= MANY && request.from() + request.size() <= SOON_FULL) {
      SqlFragment where = QueryCompiler.compile(query, index.rowByRow(), now);
      SqlFragment some = firstRows(index, keys.get(0), after.orElse(SqlFragment.TRUE));
      List<Hit<T>> hits = reader.read(index.from(some, where.sql()), where, false).hits();
      if (hits.size() == request.size()) {
        return new Page<>(hits, known);
      }
    }
    SqlFragment where = QueryCompiler.compile(query, index.fields(), now);
    String order = keys.stream().map(SortKey::order).collect(Collectors.joining(", "));
    SqlFragment wanted = after.map(behind -> SqlFragment.all(List.of(where, behind))).orElse(where);
    Page<T> page = reader.read(SqlFragment.of(index.from(where.sql(), order)), wanted, inside);
    boolean first = request.from() == 0 && request.searchAfter().isEmpty();
    boolean all = first && page.hits().size() < request.size();
    return all
        ? new Page<>(page.hits(), OptionalLong.of(page.hits().size()))
        : new Page<>(page.hits(), first && known.isEmpty() ? page.total() : known);
  }

  private static OptionalLong counted(
      Statements statements, SearchIndex index, Query query, Instant now) {
    return Counting.beforehand(index, query, Set.of(), now)
        .map(counting -> OptionalLong.of(statements.number(counting.statement())))
        .orElseGet(OptionalLong::empty);
  }

  private static SqlFragment firstRows(SearchIndex index, SortKey key, SqlFragment after) {
    return new SqlText()
        .add("SELECT * FROM " + index.rows() + " WHERE ")
        .add(after)
        .add(" ORDER BY " + key.order() + " LIMIT ?", LOOKED_AT)
        .build();
  }
}
