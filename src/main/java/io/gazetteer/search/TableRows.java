package io.gazetteer.search;

import java.util.List;
import java.util.function.Function;

/** The rows of one table that meet a condition. */
record TableRows(SearchTable table, SqlFragment where) {

  /**
   * Those of each table of an index. A table whose condition never holds is omitted, so that nobody
   * asks for its rows.
   */
  static List<TableRows> of(SearchIndex index, Function<SearchTable, SqlFragment> condition) {
    return index.tables().stream()
        .map(table -> new TableRows(table, condition.apply(table)))
        .filter(rows -> !rows.where.equals(SqlFragment.FALSE))
        .toList();
  }
}
