package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the condition that a row sorts after given values, for {@code search_after}. */
final class Keyset {

  private Keyset() {}

  /**
   * Rows behind the values, one per key.
   *
   * @throws AppException INVALID_QUERY when there is another number of values, or one does not fit
   */
  static SqlFragment after(List<SortKey> keys, List<Object> values, Instant now) {
    if (values.size() != keys.size()) {
      throw new AppException(
          SearchError.INVALID_QUERY,
          "search_after: " + keys.size() + " sort values are needed, as hits hand them out");
    }
    List<Optional<Object>> bound = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      try {
        bound.add(keys.get(i).bindable(values.get(i), now));
      } catch (BadValue fault) {
        throw new AppException(
            SearchError.INVALID_QUERY, "search_after[" + i + "]: " + fault.getMessage());
      }
    }
    if (isPlain(keys, bound)) {
      return row(keys, bound);
    }
    List<SqlFragment> ways = new ArrayList<>();
    List<SqlFragment> equal = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<SqlFragment> way = new ArrayList<>(equal);
      way.add(behind(keys.get(i), bound.get(i)));
      ways.add(SqlFragment.all(way));
      equal.add(same(keys.get(i), bound.get(i)));
    }
    SqlFragment any = SqlFragment.any(ways);
    // The first key's part holds for all ways; said apart, an index can start from it.
    return keys.size() == 1
        ? any
        : SqlFragment.all(List.of(reached(keys.get(0), bound.get(0)), any));
  }

  /** Whether one comparison of rows says it all, which an index over the keys may serve whole. */
  private static boolean isPlain(List<SortKey> keys, List<Optional<Object>> bound) {
    return keys.stream().allMatch(key -> key.required())
        && keys.stream().map(SortKey::descending).distinct().count() == 1
        && bound.stream().allMatch(Optional::isPresent);
  }

  private static SqlFragment row(List<SortKey> keys, List<Optional<Object>> bound) {
    SortKey first = keys.get(0);
    String columns = keys.stream().map(SortKey::sql).collect(Collectors.joining(", "));
    String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
    SqlFragment row =
        SqlFragment.of(
            "(" + columns + ")" + (first.descending() ? " < (" : " > (") + marks + ")",
            bound.stream().map(Optional::get).toArray());
    boolean servedWhole = keys.stream().allMatch(SortKey::isWalkedItself);
    return keys.size() == 1 || servedWhole
        ? narrowed(first, bound.get(0).orElseThrow(), row)
        : SqlFragment.all(List.of(reached(first, bound.get(0)), row));
  }

  /** The condition, and before it what an index serves of it if it serves the key only that way. */
  private static SqlFragment narrowed(SortKey key, Object value, SqlFragment condition) {
    Narrowing narrowing = key.narrowed();
    return (key.descending() ? narrowing.atMost() : narrowing.atLeast())
        .map(sql -> SqlFragment.all(List.of(SqlFragment.repeating(sql, value), condition)))
        .orElse(condition);
  }

  private static SqlFragment behind(SortKey key, Optional<Object> value) {
    boolean nullsFollow = !key.required() && !key.nullsFirst();
    if (key.isAbsent()) {
      return value.isPresent() && nullsFollow ? SqlFragment.TRUE : SqlFragment.FALSE;
    }
    if (value.isEmpty()) {
      return key.nullsFirst() ? SqlFragment.of(key.sql() + " IS NOT NULL") : SqlFragment.FALSE;
    }
    SqlFragment further =
        narrowed(
            key,
            value.get(),
            SqlFragment.of(key.sql() + (key.descending() ? " < ?" : " > ?"), value.get()));
    return nullsFollow
        ? SqlFragment.any(List.of(further, SqlFragment.of(key.sql() + " IS NULL")))
        : further;
  }

  /** Behind a value or at it, in a form that an index can start from. */
  private static SqlFragment reached(SortKey key, Optional<Object> value) {
    return key.required() && value.isPresent()
        ? narrowed(
            key,
            value.get(),
            SqlFragment.of(key.sql() + (key.descending() ? " <= ?" : " >= ?"), value.get()))
        : SqlFragment.any(List.of(behind(key, value), same(key, value)));
  }

  private static SqlFragment same(SortKey key, Optional<Object> value) {
    if (key.isAbsent()) {
      return value.isEmpty() ? SqlFragment.TRUE : SqlFragment.FALSE;
    }
    return value.isEmpty()
        ? SqlFragment.of(key.sql() + " IS NULL")
        : SqlFragment.of(key.sql() + " = ?", value.get());
  }
}
