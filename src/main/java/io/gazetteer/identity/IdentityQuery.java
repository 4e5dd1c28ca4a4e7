package io.gazetteer.identity;

import java.util.Optional;

/**
 * A query of an {@link IdentityList}.
 *
 * @param order empty = the default order of the list
 * @param offset number of records to skip
 * @param limit maximum number of records, itself limited to {@link #MAX_LIMIT}
 */
public record IdentityQuery(IdentityFilter filter, Optional<Order> order, int offset, int limit) {

  /** Maximum page size. */
  public static final int MAX_LIMIT = 1000;

  /** The first page of all records, in the default order. */
  public static final IdentityQuery ALL = of(IdentityFilter.NONE);

  public record Order(String field, boolean descending) {}

  /** Returns a query for the first page of the records that a filter selects. */
  public static IdentityQuery of(IdentityFilter filter) {
    return new IdentityQuery(filter, Optional.empty(), 0, MAX_LIMIT);
  }
}
