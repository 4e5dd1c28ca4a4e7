package io.gazetteer.identity;

import java.util.Optional;

/**
 * What is asked of an {@link IdentityList}.
 *
 * @param offset how many records are skipped
 * @param limit how many records are wanted at most; more than {@link #MAX_LIMIT} are never read
 */
public record IdentityQuery(IdentityFilter filter, Optional<Order> order, int offset, int limit) {

  public static final int MAX_LIMIT = 1000;

  /** The first page of all records, in the list's own order. */
  public static final IdentityQuery ALL = of(IdentityFilter.NONE);

  public record Order(String field, boolean descending) {}

  /** The first page of the records that a filter selects, in the list's own order. */
  public static IdentityQuery of(IdentityFilter filter) {
    return new IdentityQuery(filter, Optional.empty(), 0, MAX_LIMIT);
  }
}
