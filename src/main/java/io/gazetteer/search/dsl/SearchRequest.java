package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param from how many hits are skipped
 * @param size how many hits are wanted at most; 0 for the total and aggregations alone
 * @param postFilter applies to hits and total but not to aggregations
 * @param sorts most important first; empty for the order of the tie breaker
 * @param searchAfter the sort values of the hit to go on behind, as hits return them: String,
 *     BigDecimal, Boolean, or null
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

  /**
   * Reads an Elasticsearch request body. Without a query every row matches; from is 0 and size 10
   * by default. Keys that change only how an answer is computed or shown are ignored.
   *
   * @throws io.gazetteer.common.AppException UNSUPPORTED_CLAUSE naming each clause that is not
   *     served, else INVALID_QUERY with everything that is malformed or beyond a limit: 30 levels,
   *     1,000 clauses, 10,000 values in a terms clause, 50,000 in all
   */
  public static SearchRequest parse(JsonNode body) {
    return new RequestParser().parse(body);
  }
}
