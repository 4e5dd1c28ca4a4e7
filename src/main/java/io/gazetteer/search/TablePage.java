package io.gazetteer.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one table contributes to a page of hits: those of its rows that match, in the order of the
 * page.
 *
 * @param from what follows FROM
 * @param where condition of the rows there
 * @param reach statement that finds the tie breaker of the last row looked at; it finds none, and
 *     is empty, where all rows are looked at
 */
record TablePage(
    TableOrder order, SqlFragment from, SqlFragment where, Optional<SqlFragment> reach) {

  static final String TOTAL = "search_total_";
  private static final String SORT = "search_sort_";
  private static final String KEY = "search_key_";

  /** Finds the page among all rows of a table that meet a condition. */
  static TablePage amongAllRows(TableOrder order, SqlFragment condition) {
    SqlFragment where = SqlFragment.all(List.of(condition, order.after()));
    String from = order.table().from(order.expressions(where));
    return new TablePage(order, SqlFragment.of(from), where, Optional.empty());
  }

  /**
   * Finds the page among those of the first rows of a table that meet a condition.
   *
   * @param rows how many rows are looked at
   */
  static TablePage amongFirstRows(TableOrder order, long rows, SqlFragment condition) {
    SearchTable table = order.table();
    SqlFragment first =
        order.firstRows(table.tieBreaker().alias() + ".*").add(" LIMIT ?", rows).build();
    SqlFragment last =
        order.firstRows(table.tieBreaker().sql()).add(" LIMIT 1 OFFSET ?", rows - 1).build();
    return new TablePage(
        order, table.from(first, order.expressions(condition)), condition, Optional.of(last));
  }

  /** The column with the values of a sort key. */
  static String sort(int key) {
    return SORT + key;
  }

  /** The columns with the values of all sort keys, the tie breaker last. */
  static List<String> sorts(TableOrder order) {
    return IntStream.range(0, order.keys().size()).mapToObj(TablePage::sort).toList();
  }

  SearchTable table() {
    return order.table();
  }

  /**
   * Finds the first rows by their keys alone.
   *
   * @param counted whether all rows are counted too; then all are found before the first is known
   */
  SqlText rows(boolean counted) {
    List<String> key = table().tieBreaker().key();
    SqlText text = new SqlText().add("SELECT ");
    for (int i = 0; i < key.size(); i++) {
      text.add((i == 0 ? "" : ", ") + key.get(i) + " AS " + KEY + i);
    }
    for (int i = 0; i < order.keys().size(); i++) {
      text.add(", " + order.keys().get(i).sql() + " AS " + sort(i));
    }
    text.add(counted ? ", count(*) OVER () AS " + TOTAL : "");
    text.add(" FROM ").add(from).add(" WHERE ").add(where);
    return text.add(" ORDER BY " + SortKey.order(order.keys()));
  }

  /** The condition that a row of the table is one of those that {@link #rows} found. */
  String isIn(String found) {
    List<String> key = table().tieBreaker().key();
    return IntStream.range(0, key.size())
        .mapToObj(i -> key.get(i) + " = " + found + "." + KEY + i)
        .collect(Collectors.joining(" AND "));
  }
}
