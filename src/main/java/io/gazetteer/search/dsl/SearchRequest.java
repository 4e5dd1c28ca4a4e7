package io.gazetteer.search.dsl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed search request.
 *
 * @param from number of hits to skip
 * @param size maximum number of hits; 0 for the total and aggregations only
 * @param postFilter applies to hits and total but not to aggregations
 * @param sorts most important first; empty for the order of the tie breaker
 * @param searchAfter the sort values of the last hit of the previous page, as returned with it:
 *     String, BigDecimal, Boolean, or null
 */
public record SearchRequest(
    int from,
    int size,
    Query query,
    Optional<Query> postFilter,
    List<Sort> sorts,
    Map<String, Aggregation> aggregations,
    Optional<List<Object>> searchAfter) {

  /** The first hits of a query, and no aggregations. */
  public static SearchRequest first(int size, Query query, List<Sort> sorts) {
    return new SearchRequest(0, size, query, Optional.empty(), sorts, Map.of(), Optional.empty());
  }

  /** What hits match: the query and the post filter. */
  public Query hitQuery() {
    return postFilter.<Query>map(filter -> Query.Bool.allOf(List.of(query, filter))).orElse(query);
  }
}
