package io.gazetteer.search;

import java.util.List;

/**
 * What ends every sort, so that the order is total and pages never overlap.
 *
 * @param sql expression whose value no two rows of the index share
 * @param key columns of the table, with the alias of its rows, that identify a row and by which an
 *     index finds it; the order by them is the order by {@code sql}
 * @param narrowed conditions on {@code sql} that this index serves
 */
public record TieBreaker(String sql, List<String> key, Narrowing narrowed) {

  public TieBreaker {
    key = List.copyOf(key);
  }

  /** A column that has an index. */
  public TieBreaker(String column) {
    this(column, List.of(column), Narrowing.NONE);
  }

  /** The alias of the table's rows. */
  String alias() {
    return key.get(0).substring(0, key.get(0).indexOf('.'));
  }
}
