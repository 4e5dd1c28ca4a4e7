package io.gazetteer.search.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Writes results of aggregations in Elasticsearch's response format. */
public final class AggregationWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectReader READER = new ObjectMapper().reader();

  private AggregationWriter() {}

  /** All results by name; an empty object where none was asked for. */
  public static ObjectNode write(Map<String, AggregationResult> results) {
    ObjectNode answer = JSON.objectNode();
    results.forEach((name, result) -> answer.set(name, one(result)));
    return answer;
  }

  private static ObjectNode one(AggregationResult result) {
    if (result instanceof AggregationResult.Terms terms) {
      return terms(terms);
    }
    if (result instanceof AggregationResult.Metric metric) {
      return metric(metric);
    }
    if (result instanceof AggregationResult.TopHits top) {
      return topHits(top);
    }
    AggregationResult.Rows rows = (AggregationResult.Rows) result;
    ObjectNode node = JSON.objectNode().put("doc_count", rows.rows());
    return node.setAll(write(rows.inner()));
  }

  private static ObjectNode terms(AggregationResult.Terms terms) {
    ArrayNode buckets = JSON.arrayNode();
    for (AggregationResult.Bucket bucket : terms.buckets()) {
      ObjectNode node = buckets.addObject();
      putKey(node, bucket.key());
      node.put("doc_count", bucket.rows());
      node.setAll(write(bucket.inner()));
    }
    return JSON.objectNode()
        .put("doc_count_error_upper_bound", 0)
        .put("sum_other_doc_count", terms.otherRows())
        .set("buckets", buckets);
  }

  private static void putKey(ObjectNode bucket, Object key) {
    if (key instanceof Boolean flag) {
      bucket.put("key", flag ? 1 : 0).put("key_as_string", flag.toString());
    } else if (key instanceof OffsetDateTime time) {
      bucket
          .put("key", time.toInstant().toEpochMilli())
          .put("key_as_string", time.toInstant().toString());
    } else if (key instanceof BigDecimal number) {
      bucket.set("key", number(number));
    } else {
      bucket.put("key", (String) key);
    }
  }

  private static JsonNode number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
        ? JSON.numberNode(plain.longValueExact())
        : JSON.numberNode(number.doubleValue());
  }

  private static ObjectNode metric(AggregationResult.Metric metric) {
    BigDecimal value = metric.value().orElse(null);
    ObjectNode answer = JSON.objectNode();
    switch (metric.function()) {
      case CARDINALITY, VALUE_COUNT ->
          answer.put("value", value == null ? 0L : value.longValueExact());
      case SUM -> answer.put("value", value == null ? 0.0 : value.doubleValue());
      case MIN, MAX, AVG ->
          answer.put("value", value == null ? null : (Double) value.doubleValue());
    }
    return answer;
  }

  private static ObjectNode topHits(AggregationResult.TopHits top) {
    ObjectNode answer = JSON.objectNode();
    ObjectNode hits = answer.putObject("hits");
    hits.putObject("total").put("value", top.total()).put("relation", "eq");
    hits.putNull("max_score");
    hits.set("hits", hits(top.hits()));
    return answer;
  }

  private static ArrayNode hits(List<AggregationResult.TopHit> found) {
    ArrayNode list = JSON.arrayNode();
    for (AggregationResult.TopHit hit : found) {
      ObjectNode node = list.addObject().put("_id", hit.id()).putNull("_score");
      try {
        node.set("_source", READER.readTree(hit.sourceJson()));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException("The catalog database writes JSON", impossible);
      }
    }
    return list;
  }
}
