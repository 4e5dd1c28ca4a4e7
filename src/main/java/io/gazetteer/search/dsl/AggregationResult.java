package io.gazetteer.search.dsl;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of an {@link Aggregation}; {@link AggregationWriter} writes it as JSON. */
public sealed interface AggregationResult {

  /**
   * Of {@link Aggregation.Terms}.
   *
   * @param otherRows how many rows have none of the values
   */
  record Terms(List<Bucket> buckets, long otherRows) implements AggregationResult {}

  /**
   * One value and the rows that have it.
   *
   * @param key a String, BigDecimal, Boolean or OffsetDateTime
   */
  record Bucket(Object key, long rows, Map<String, AggregationResult> inner) {}

  /** Of {@link Aggregation.Missing} and {@link Aggregation.Filter}. */
  record Rows(long rows, Map<String, AggregationResult> inner) implements AggregationResult {}

  /**
   * Of {@link Aggregation.Metric}.
   *
   * @param value empty where there are no values
   */
  record Metric(Aggregation.Function function, Optional<BigDecimal> value)
      implements AggregationResult {}

  /**
   * Of {@link Aggregation.TopHits}.
   *
   * @param total how many rows there are, on the list or not
   */
  record TopHits(long total, List<TopHit> hits) implements AggregationResult {}

  /**
   * One row.
   *
   * @param sourceJson the fields that were asked for, a JSON object by name
   */
  record TopHit(String id, String sourceJson) {}
}
