package io.gazetteer.search.dsl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed aggregation: one number, or numbers per bucket, over all rows that the query matches,
 * without the post filter.
 */
public sealed interface Aggregation {

  /**
   * One bucket per value of the field.
   *
   * @param size how many buckets at most
   * @param include restricts the values, as a clause on the field; empty for all values
   * @param order of the buckets, of those with the same place by value; empty for the most frequent
   *     first
   * @param inner what is worked out for the rows of each bucket, by name
   */
  record Terms(
      String field,
      int size,
      Optional<Query> include,
      List<BucketOrder> order,
      Map<String, Aggregation> inner)
      implements Aggregation {}

  /**
   * One key of the order of buckets.
   *
   * @param byKey by the value of the bucket; false = by how many rows it has
   */
  record BucketOrder(boolean byKey, boolean descending) {}

  /**
   * Any of the rows, with the values of some fields.
   *
   * @param size how many rows at most
   * @param source the fields; one that the index does not know or that has no value is omitted
   */
  record TopHits(int size, List<String> source) implements Aggregation {}

  /** One number over the values of a field; null values do not count. */
  record Metric(String field, Function function) implements Aggregation {}

  /** How many rows have no value in the field. */
  record Missing(String field, Map<String, Aggregation> inner) implements Aggregation {}

  /** How many rows fit a further query. */
  record Filter(Query query, Map<String, Aggregation> inner) implements Aggregation {}

  /** What a {@link Metric} works out. */
  enum Function {
    /** How many different values there are; exact. */
    CARDINALITY,
    /** The smallest number or time; null without values. */
    MIN,
    /** The largest number or time; null without values. */
    MAX,
    /** The mean; null without values. */
    AVG,
    /** The sum; 0 without values. */
    SUM,
    /** How many values there are. */
    VALUE_COUNT
  }
}
