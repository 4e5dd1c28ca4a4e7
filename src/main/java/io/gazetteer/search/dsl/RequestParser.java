package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the body of a search request. */
public final class RequestParser {

  private static final int MAX_SORTS = 20;

  /** What would change which hits there are, their order or what an answer holds. */
  private static final Set<String> NOT_SERVED =
      Set.of(
          """
          collapse docvalue_fields fields highlight knn min_score pit rescore retriever
          runtime_mappings script_fields slice stored_fields suggest terminate_after"""
              .split("\\s", -1));

  private final ParseErrors errors = new ParseErrors();
  private final QueryParser queries = new QueryParser(errors);

  private RequestParser() {}

  /**
   * Reads an Elasticsearch request body. Without a query every row matches; from is 0 and size 10
   * by default. Keys that change only how an answer is computed or shown are ignored.
   *
   * @throws io.gazetteer.common.AppException UNSUPPORTED_CLAUSE naming each clause that is not
   *     served, else INVALID_QUERY with everything that is malformed or beyond a limit: 30 levels,
   *     1,000 clauses, 10,000 values in a terms clause, 50,000 in all
   */
  public static SearchRequest parse(JsonNode body) {
    return new RequestParser().request(body);
  }

  private SearchRequest request(JsonNode body) {
    if (!errors.isObject(body, "")) {
      errors.throwIfAny();
    }
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (NOT_SERVED.contains(member.getKey()) && !isNothing(member.getValue())) {
        errors.unsupported(member.getKey(), "this part of a search");
      }
    }
    int from = errors.count(body.get("from"), "from", 0);
    Optional<List<Object>> searchAfter = searchAfter(body.get("search_after"));
    if (searchAfter.isPresent() && from > 0) {
      errors.invalid("from", "it must be 0 with search_after");
    }
    SearchRequest request =
        new SearchRequest(
            from,
            errors.count(body.get("size"), "size", 10),
            query(body, "query").orElseGet(Query.MatchAll::new),
            query(body, "post_filter"),
            sorts(body.get("sort")),
            aggregations(body),
            searchAfter);
    errors.throwIfAny();
    return request;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private Optional<Query> query(JsonNode body, String key) {
    JsonNode node = body.get(key);
    boolean absent = node == null || node.isNull();
    return absent ? Optional.empty() : Optional.of(queries.parse(node, key));
  }

  private Map<String, Aggregation> aggregations(JsonNode body) {
    return new AggregationParser(errors, queries).parse(body, "", 0);
  }

  private Optional<List<Object>> searchAfter(JsonNode node) {
    if (node == null || node.isNull() || (node.isArray() && node.isEmpty())) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    if (!node.isArray()) {
      errors.invalid("search_after", "a list of sort values is needed");
    }
    for (JsonNode value : node) {
      values.add(value.isNull() ? null : sortValue(value));
    }
    return Optional.of(Collections.unmodifiableList(values));
  }

  /** A number such as 1e999 has no decimal value; it is noted as too long. */
  private static boolean isFinite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private Object sortValue(JsonNode value) {
    String text = errors.text(value, "search_after");
    if (isFinite(value)) {
      return value.decimalValue();
    }
    return value.isBoolean() ? (Object) value.booleanValue() : text;
  }

  private List<Sort> sorts(JsonNode node) {
    List<Sort> sorts = new ArrayList<>();
    if (node == null || node.isNull()) {
      return sorts;
    }
    if (!node.isArray()) {
      sort(node, "sort", sorts);
      return List.copyOf(sorts);
    }
    if (node.size() > MAX_SORTS) {
      errors.invalid("sort", "at most " + MAX_SORTS + " keys are taken");
      return sorts;
    }
    for (int i = 0; i < node.size(); i++) {
      sort(node.get(i), "sort[" + i + "]", sorts);
    }
    return List.copyOf(sorts);
  }

  private void sort(JsonNode node, String path, List<Sort> sorts) {
    if (node.isTextual()) {
      String field = errors.text(node, path);
      sorts.add(new Sort(field, field.equals("_score"), false));
      return;
    }
    Optional<String> name = errors.onlyKey(node, path);
    if (name.isEmpty()) {
      return;
    }
    String at = path + "." + name.get();
    JsonNode body = node.get(name.get());
    if (name.get().equals("_script") || name.get().equals("_geo_distance")) {
      errors.unsupported(path, "a sort by " + name.get());
    }
    String order = body.isObject() ? body.path("order").asText("asc") : errors.text(body, at);
    if (!order.equalsIgnoreCase("asc") && !order.equalsIgnoreCase("desc")) {
      errors.invalid(at, "the order is 'asc' or 'desc'");
    }
    String missing = body.path("missing").asText("_last");
    if (!missing.equals("_last") && !missing.equals("_first")) {
      errors.unsupported(at, "sort.missing other than _first and _last");
    }
    boolean descending = order.equalsIgnoreCase("desc");
    String mode = body.path("mode").asText(descending ? "max" : "min");
    if (!mode.equals(descending ? "max" : "min")) {
      errors.unsupported(at, "sort.mode other than min ascending and max descending");
    }
    sorts.add(new Sort(name.get(), descending, missing.equals("_first")));
  }
}
