package io.gazetteer.search;

import java.util.List;

/**
 * The description of a searchable set of rows. They may be spread over several tables, which a
 * search reads as if they were one.
 *
 * @param tables at least one; no row is in two of them
 * @param maxSize the largest page that is returned
 * @param summaries precomputed counts of the rows of all tables together, the smallest first; empty
 *     if there are none
 */
public record SearchIndex(List<SearchTable> tables, int maxSize, List<SearchSummary> summaries) {

  public SearchIndex {
    tables = List.copyOf(tables);
    summaries = List.copyOf(summaries);
  }

  /** An index over one table, ordered by a column of it unless a request says otherwise. */
  public SearchIndex(String rows, String columns, FieldMap fields, String tieBreaker, int maxSize) {
    this(
        List.of(new SearchTable(rows, List.of(), columns, fields, new TieBreaker(tieBreaker))),
        maxSize,
        List.of());
  }

  /**
   * The fields as the first table has them. Which paths there are, their types and whether case
   * matters is the same in all tables.
   */
  FieldMap fields() {
    return tables.get(0).fields();
  }
}
