package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

  private final SearchContext context;
  private final SearchRequest request;
  private final Query query;
  private final RowReader<T> rows;
  private final List<TableOrder> orders;
  private final List<SortKey> keys;

  HitReader(SearchContext context, SearchRequest request, RowReader<T> rows) {
    this.context = context;
    this.request = request;
    this.query = request.hitQuery();
    this.rows = rows;
    this.orders =
        context.index().tables().stream()
            .map(table -> TableOrder.of(table, request, context.now()))
            .toList();
    this.keys = orders.get(0).keys();
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
        .flatMap(path -> context.index().tables().stream().map(t -> t.fields().field(path)))
        .flatMap(Optional::stream)
        .anyMatch(field -> field.dictionary().isPresent() || field.contained().isPresent());
  }

  private OptionalLong countedInSummary() {
    return MatchingRows.inSummary(context, query, Set.of())
        .map(counted -> OptionalLong.of(counted.count(context)))
        .orElseGet(OptionalLong::empty);
  }

  private List<Hit<T>> amongFirstRows() {
    List<TablePage> pages = new ArrayList<>();
    for (TableOrder order : orders) {
      SqlFragment condition = context.condition(query, order.table().rowByRow());
      pages.add(TablePage.amongFirstRows(order, LOOKED_AT, condition));
    }
    return read(pages, false).hits();
  }

  private Hits<T> amongAllRows(boolean counted) {
    List<TablePage> pages = new ArrayList<>();
    for (TableOrder order : orders) {
      pages.add(TablePage.amongAllRows(order, context.condition(query, order.table().fields())));
    }
    return read(pages, counted);
  }

  /**
   * Reads the page from what the tables contribute. A table whose condition never holds is not
   * asked.
   *
   * @param counted whether all rows are counted too; then all are found before the first is known
   */
  private Hits<T> read(List<TablePage> ofAll, boolean counted) {
    List<TablePage> pages =
        ofAll.stream().filter(page -> !page.where().equals(SqlFragment.FALSE)).toList();
    if (pages.isEmpty()) {
      return new Hits<>(List.of(), OptionalLong.empty());
    }
    List<Long> totals = new ArrayList<>();
    List<Hit<T>> hits =
        context
            .statements()
            .listBounded(
                new PageStatement(pages, request, counted).build(),
                row -> {
                  if (counted) {
                    totals.add(row.getLong(TablePage.TOTAL));
                  }
                  return new Hit<>(rows.read(row), sortValues(row));
                });
    return new Hits<>(
        hits, totals.isEmpty() ? OptionalLong.empty() : OptionalLong.of(totals.get(0)));
  }

  private List<Object> sortValues(ResultSet row) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      values.add(keys.get(i).read(row, TablePage.sort(i)));
    }
    return values;
  }
}
