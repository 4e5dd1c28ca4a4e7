package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the aggregations of a request. */
final class AggregationParser {

  private static final int MAX_AGGREGATIONS = 100;
  private static final int MAX_BUCKETS = 10_000;
  private static final int MAX_DEPTH = 5;

  /** Hints about how to compute; they do not change what comes out here. */
  private static final Set<String> HINTS =
      Set.of("shard_size", "execution_hint", "collect_mode", "show_term_doc_count_error", "format");

  private static final Set<String> READ = Set.of("field", "size", "order");
  private static final int MAX_HITS = 100;

  private final ParseErrors errors;
  private final QueryParser queries;
  private final ClauseParser clauses;
  private int count;

  AggregationParser(ParseErrors errors, QueryParser queries) {
    this.errors = errors;
    this.queries = queries;
    this.clauses = queries.clauses();
  }

  /** The aggregations of a body or of a bucket, under either name; empty when there are none. */
  Map<String, Aggregation> parse(JsonNode holder, String path, int depth) {
    Map<String, Aggregation> found = new LinkedHashMap<>();
    for (String key : new String[] {"aggregations", "aggs"}) {
      JsonNode node = holder.get(key);
      if (node == null || node.isNull() || !errors.isObject(node, path + key)) {
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String at = path + key + "." + entry.getKey();
        count++;
        if (count > MAX_AGGREGATIONS || depth >= MAX_DEPTH) {
          errors.invalid(at, "there are too many aggregations, or they are nested too deeply");
          return found;
        }
        one(entry.getValue(), at, depth).ifPresent(made -> found.put(entry.getKey(), made));
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private Optional<Aggregation> one(JsonNode node, String path, int depth) {
    if (!errors.isObject(node, path)) {
      return Optional.empty();
    }
    Map<String, Aggregation> inner = parse(node, path + ".", depth + 1);
    Optional<Aggregation> made = Optional.empty();
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String kind = keys.next();
      if (kind.equals("aggs") || kind.equals("aggregations") || kind.equals("meta")) {
        continue;
      }
      // One of the SDKs writes the order of buckets beside their kind.
      if (kind.equals("order") && node.has("terms")) {
        continue;
      }
      if (made.isPresent()) {
        errors.invalid(path, "an aggregation has exactly one kind");
      }
      made = Optional.of(ofKind(kind, node, path + "." + kind, inner));
    }
    if (made.isEmpty()) {
      errors.invalid(path, "an aggregation needs a kind, such as terms");
    }
    return made;
  }

  private Aggregation ofKind(
      String kind, JsonNode node, String path, Map<String, Aggregation> inner) {
    JsonNode body = node.get(kind);
    return switch (kind) {
      case "terms" -> terms(body, order(node.get("order"), path + ".order"), path, inner);
      case "top_hits" -> topHits(body, path, inner);
      case "missing" -> new Aggregation.Missing(field(body, path), inner);
      case "filter" -> new Aggregation.Filter(queries.parse(body, path), inner);
      case "cardinality", "min", "max", "avg", "sum", "value_count" -> {
        if (!inner.isEmpty()) {
          errors.invalid(path, kind + " cannot hold other aggregations");
        }
        yield new Aggregation.Metric(
            field(body, path), Aggregation.Function.valueOf(kind.toUpperCase(Locale.ROOT)));
      }
      default -> {
        errors.unsupported(path, "the aggregation '" + kind + "'");
        yield new Aggregation.Missing("", Map.of());
      }
    };
  }

  private String field(JsonNode body, String path) {
    if (!errors.isObject(body, path)) {
      return "";
    }
    for (String odd : new String[] {"missing", "script"}) {
      if (body.has(odd)) {
        errors.unsupported(path, "the option '" + odd + "' of an aggregation");
      }
    }
    return errors.text(body.get("field"), path + ".field");
  }

  private Aggregation topHits(JsonNode body, String path, Map<String, Aggregation> inner) {
    List<String> source = new ArrayList<>();
    int size = 3;
    if (!inner.isEmpty()) {
      errors.invalid(path, "top_hits cannot hold other aggregations");
    }
    if (errors.isObject(body, path)) {
      size = errors.count(body.get("size"), path + ".size", size);
      if (size > MAX_HITS) {
        errors.invalid(
            path + ".size", "at most " + MAX_HITS + " hits of a bucket can be asked for");
      }
      JsonNode names = body.path("_source");
      for (JsonNode name : names.isObject() ? names.path("includes") : names) {
        source.add(errors.text(name, path + "._source"));
      }
      if (source.isEmpty() || names.has("excludes")) {
        errors.unsupported(path, "top_hits without a list of fields in _source.includes");
      }
      body.fieldNames()
          .forEachRemaining(
              key -> {
                if (!key.equals("size") && !key.equals("_source")) {
                  errors.unsupported(path, "top_hits." + key);
                }
              });
    }
    return new Aggregation.TopHits(size, List.copyOf(source));
  }

  /** An object of one key, or a list of such; nothing means the default order. */
  private List<Aggregation.BucketOrder> order(JsonNode node, String path) {
    List<Aggregation.BucketOrder> order = new ArrayList<>();
    if (node == null || node.isNull()) {
      return order;
    }
    for (JsonNode one : node.isArray() ? node : List.of(node)) {
      Optional<String> by = errors.onlyKey(one, path);
      if (by.isEmpty()) {
        continue;
      }
      String direction = one.get(by.get()).asText();
      if (!direction.equals("asc") && !direction.equals("desc")) {
        errors.invalid(path, "the order is 'asc' or 'desc'");
      }
      if (!by.get().equals("_count") && !by.get().equals("_key")) {
        errors.unsupported(path, "an order of buckets other than by _count and _key");
      }
      order.add(new Aggregation.BucketOrder(by.get().equals("_key"), direction.equals("desc")));
    }
    return List.copyOf(order);
  }

  private Aggregation terms(
      JsonNode body,
      List<Aggregation.BucketOrder> beside,
      String path,
      Map<String, Aggregation> inner) {
    String field = field(body, path);
    int size = errors.count(body.get("size"), path + ".size", 10);
    if (size < 1 || size > MAX_BUCKETS) {
      errors.invalid(path + ".size", "from 1 to " + MAX_BUCKETS + " buckets can be asked for");
    }
    Optional<Query> include = Optional.empty();
    for (Iterator<String> keys = body.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      boolean known = READ.contains(key) || HINTS.contains(key);
      if (key.equals("include")) {
        JsonNode wanted = body.get(key);
        String at = path + ".include";
        include =
            Optional.of(
                wanted.isArray()
                    ? new Query.Terms(field, clauses.values(wanted, at))
                    : new Query.Regexp(field, errors.text(wanted, at), false));
      } else if (!known && !key.equals("missing") && !key.equals("script")) {
        errors.unsupported(path, "terms." + key);
      }
    }
    List<Aggregation.BucketOrder> order =
        body.has("order") ? order(body.get("order"), path + ".order") : beside;
    return new Aggregation.Terms(field, size, include, order, inner);
  }
}
