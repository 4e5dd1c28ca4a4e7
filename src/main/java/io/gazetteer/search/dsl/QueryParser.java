package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses queries that contain other queries, such as {@code bool}, and passes the rest to {@link
 * ClauseParser}.
 */
final class QueryParser {

  private static final int MAX_DEPTH = 30;
  private static final int MAX_CLAUSES = 1000;
  private static final Set<String> BOOL_KEYS =
      Set.of(
          "must", "filter",
          "should", "must_not",
          "minimum_should_match", "boost",
          "_name", "adjust_pure_negative");

  private final ParseErrors errors;
  private final ClauseParser clauses;
  private int depth;
  private int count;

  QueryParser(ParseErrors errors) {
    this.errors = errors;
    this.clauses = new ClauseParser(errors);
  }

  /** Reads single clauses, counting their values with those of this query. */
  ClauseParser clauses() {
    return clauses;
  }

  /** FieldErrors are gathered; what is faulty is read as a query that matches nothing. */
  Query parse(JsonNode node, String path) {
    Optional<String> kind = errors.onlyKey(node, path);
    if (kind.isEmpty() || !withinLimits(path)) {
      return new Query.MatchNone();
    }
    depth++;
    Query query = clause(kind.get(), node.get(kind.get()), path + "." + kind.get());
    depth--;
    return query;
  }

  private boolean withinLimits(String path) {
    count++;
    if (count == MAX_CLAUSES + 1) {
      errors.invalid(path, "the query has more than " + MAX_CLAUSES + " clauses");
    }
    if (depth == MAX_DEPTH) {
      errors.invalid(path, "the query is nested more than " + MAX_DEPTH + " deep");
    }
    return count <= MAX_CLAUSES && depth < MAX_DEPTH;
  }

  private Query clause(String kind, JsonNode body, String path) {
    return switch (kind) {
      case "match_all" -> new Query.MatchAll();
      case "match_none" -> new Query.MatchNone();
      case "bool" -> bool(body, path);
      case "nested", "function_score" -> inner(body, "query", path);
      case "constant_score" -> inner(body, "filter", path);
      case "multi_match" -> multiMatch(body, path);
      default -> clauses.parse(kind, body, path);
    };
  }

  private Query inner(JsonNode body, String key, String path) {
    if (!errors.isObject(body, path)) {
      return new Query.MatchNone();
    }
    for (String odd : new String[] {"inner_hits", "min_score"}) {
      if (body.has(odd)) {
        errors.unsupported(path, "the option '" + odd + "'");
      }
    }
    boolean all = path.endsWith("function_score") && !body.has(key);
    return all ? new Query.MatchAll() : parse(body.path(key), path + "." + key);
  }

  private Query bool(JsonNode body, String path) {
    if (!errors.isObject(body, path)) {
      return new Query.MatchNone();
    }
    for (Iterator<String> keys = body.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!BOOL_KEYS.contains(key)) {
        errors.unsupported(path, "bool." + key);
      }
    }
    List<Query> must = several(body.get("must"), path + ".must");
    List<Query> filter = several(body.get("filter"), path + ".filter");
    List<Query> should = several(body.get("should"), path + ".should");
    List<Query> mustNot = several(body.get("must_not"), path + ".must_not");
    boolean required = must.isEmpty() && filter.isEmpty() && !should.isEmpty();
    int minimum =
        minimum(body.get("minimum_should_match"), path)
            .map(least -> least.of(should.size()))
            .orElse(required ? 1 : 0);
    return new Query.Bool(must, filter, should, mustNot, minimum);
  }

  private Optional<MinimumShouldMatch> minimum(JsonNode node, String path) {
    return clauses.minimum(node, path + ".minimum_should_match");
  }

  private List<Query> several(JsonNode node, String path) {
    List<Query> queries = new ArrayList<>();
    if (node == null || node.isNull()) {
      return queries;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size() && count <= MAX_CLAUSES; i++) {
        queries.add(parse(node.get(i), path + "[" + i + "]"));
      }
    } else {
      queries.add(parse(node, path));
    }
    return List.copyOf(queries);
  }

  private Query multiMatch(JsonNode body, String path) {
    if (!errors.isObject(body, path)) {
      return new Query.MatchNone();
    }
    String type = body.path("type").asText("best_fields");
    if (!type.equals("best_fields") && !type.equals("most_fields") && !type.equals("phrase")) {
      errors.unsupported(path, "multi_match.type " + type);
    }
    if (!body.path("fields").isArray() || body.path("fields").isEmpty()) {
      errors.invalid(path + ".fields", "a list of fields is needed");
    }
    List<Query> matches = new ArrayList<>();
    for (JsonNode name : body.path("fields")) {
      String field = errors.text(name, path + ".fields").replaceFirst("\\^[0-9.]+$", "");
      if (field.contains("*")) {
        errors.unsupported(path, "multi_match.fields with a pattern");
      }
      if (withinLimits(path)) {
        matches.add(clauses.match(field, type.equals("phrase"), body, path));
      }
    }
    return new Query.Bool(List.of(), List.of(), List.copyOf(matches), List.of(), 1);
  }
}
