package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the page of hits that a request asks for. One instance per search. */
final class HitReader<T> {

  /**
   * If at least this many rows match, rows are first scanned in sort order until the page is full.
   * Finding and sorting ten thousand matches takes longer than checking a few thousand rows.
   */
  private static final long MANY = 10_000;

  /**
   * Maximum number of rows that this scan checks. If they do not fill the page, all matches are
   * found and sorted.
   */
  private static final long LOOKED_AT = 5_000;

  /**
   * Largest page (skipped hits included) for which the scan is tried; it rarely fills larger ones.
   */
  private static final long SOON_FULL = 100;

  private static final String SORT = "search_sort_";
  private static final String TOTAL = "search_total_";
  private static final String PAGE = "search_page_";
  private static final String ROW = "search_row_";

  private final SearchContext context;
  private final SearchIndex index;
  private final SearchRequest request;
  private final Query query;
  private final RowReader<T> rows;
  private final List<SortKey> keys;
  private final SqlFragment after;

  HitReader(SearchContext context, SearchRequest request, RowReader<T> rows) {
    this.context = context;
    this.index = context.index();
    this.request = request;
    this.query = request.hitQuery();
    this.rows = rows;
    this.keys = SortKey.of(index, request.sorts());
    this.after =
        request
            .searchAfter()
            .map(values -> Keyset.after(keys, values, context.now()))
            .orElse(SqlFragment.TRUE);
  }

  /**
   * The hits of a page.
   *
   * @param total how many rows the query matches in all, where reading the page counted them; empty
   *     where they have yet to be counted
   */
  record Hits<T>(List<Hit<T>> hits, OptionalLong total) {}

  /** Reads the page; nothing is read where no hit is wanted. */
  Hits<T> read() {
    if (request.size() == 0) {
      return new Hits<>(List.of(), OptionalLong.empty());
    }
    // By the tie breaker alone: a search inside texts finds all rows before
    // the first is known, and may as well count them.
    boolean findsAll = keys.size() == 1 && looksInsideTexts();
    OptionalLong counted = findsAll ? countedInSummary() : OptionalLong.empty();
    if (counted.orElse(0) >= MANY && request.from() + request.size() <= SOON_FULL) {
      List<Hit<T>> hits = amongFirstRows();
      if (hits.size() == request.size()) {
        return new Hits<>(hits, counted);
      }
    }
    Hits<T> found = amongAllRows(findsAll);
    if (request.from() > 0 || request.searchAfter().isPresent()) {
      return new Hits<>(found.hits(), counted);
    }
    boolean last = found.hits().size() < request.size();
    OptionalLong total = counted.isPresent() ? counted : found.total();
    return new Hits<>(found.hits(), last ? OptionalLong.of(found.hits().size()) : total);
  }

  /** Whether the query names a field that has an index of what is inside its texts. */
  private boolean looksInsideTexts() {
    return query.fields().stream()
        .flatMap(path -> index.fields().field(path).stream())
        .anyMatch(field -> field.dictionary().isPresent() || field.contained().isPresent());
  }

  private OptionalLong countedInSummary() {
    return MatchingRows.inSummary(context, query, Set.of())
        .map(counted -> OptionalLong.of(counted.count(context)))
        .orElseGet(OptionalLong::empty);
  }

  private List<Hit<T>> amongFirstRows() {
    SqlFragment where = context.condition(query, index.rowByRow());
    SqlFragment first =
        new SqlText()
            .add("SELECT * FROM " + index.rows() + " WHERE ")
            .add(after)
            .add(" ORDER BY " + keys.get(0).order() + " LIMIT ?", LOOKED_AT)
            .build();
    return run(index.from(first, where.sql()), where, false).hits();
  }

  private Hits<T> amongAllRows(boolean counted) {
    SqlFragment where = context.condition(query, index.fields());
    SqlFragment from = SqlFragment.of(index.from(where.sql(), order()));
    boolean fromStart = request.searchAfter().isEmpty();
    return run(from, fromStart ? where : SqlFragment.all(List.of(where, after)), counted);
  }

  private String order() {
    return keys.stream().map(SortKey::order).collect(Collectors.joining(", "));
  }

  /**
   * Runs the statement of the page.
   *
   * @param counted whether all rows are counted too; then all are found before the first is known
   */
  private Hits<T> run(SqlFragment from, SqlFragment where, boolean counted) {
    List<Long> totals = new ArrayList<>();
    List<Hit<T>> hits =
        context
            .statements()
            .listBounded(
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
    return new Hits<>(
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
    text.add(" FROM ").add(from).add(" WHERE ").add(where).add(" ORDER BY " + order());
    text.add(" LIMIT ?", (long) request.size()).add(" OFFSET ?", (long) request.from());
    text.add(") AS " + PAGE + " ON " + index.tieBreaker() + " = " + PAGE + "." + ROW);
    return text.add(
            IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).order(PAGE + "." + SORT + i))
                .collect(Collectors.joining(", ", " ORDER BY ", "")))
        .build();
  }
}
