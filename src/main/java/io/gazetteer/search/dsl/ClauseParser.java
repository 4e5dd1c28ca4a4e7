package io.gazetteer.search.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parses clauses about one field, such as {@code term}, {@code match} and {@code range}. */
final class ClauseParser {

  private static final int MAX_VALUES = 10_000;

  /** Values of all terms clauses of a request together. */
  private static final int MAX_VALUES_OF_ALL = 50_000;

  /** Options of fuzzy matching, accepted and ignored. */
  private static final List<String> OF_FUZZINESS =
      List.of("prefix_length", "max_expansions", "fuzzy_transpositions", "fuzzy_rewrite");

  private static final List<String> OF_MATCH =
      List.of(
          """
          query operator minimum_should_match zero_terms_query fuzziness lenient
          auto_generate_synonyms_phrase_query"""
              .split("\\s", -1));

  private static final List<String> OF_SEVERAL_FIELDS = List.of("fields", "type", "tie_breaker");

  /** Forms of times that are read as they are without a word about their form. */
  private static final Set<String> TIME_FORMS =
      Set.of(
          """
          date date_optional_time date_time epoch_millis strict_date
          strict_date_optional_time strict_date_optional_time_nanos strict_date_time
          yyyy-MM-dd"""
              .split("\\s", -1));

  private final ParseErrors errors;
  private int valueCount;

  ClauseParser(ParseErrors errors) {
    this.errors = errors;
  }

  Query parse(String kind, JsonNode body, String path) {
    return switch (kind) {
      case "term", "prefix", "wildcard", "regexp", "match", "match_phrase" ->
          named(kind, body, path);
      case "terms" -> terms(body, path);
      case "range" -> range(body, path);
      case "exists" -> exists(body, path);
      case "ids" -> ids(body, path);
      default -> {
        errors.unsupported(path, "the clause '" + kind + "'");
        yield new Query.MatchNone();
      }
    };
  }

  /** Clauses of the form {@code {"field": {...}}} or {@code {"field": value}}. */
  private Query named(String kind, JsonNode body, String path) {
    Optional<String> name = errors.onlyKey(body, path);
    if (name.isEmpty()) {
      return new Query.MatchNone();
    }
    String field = name.get();
    String at = path + "." + field;
    JsonNode value = body.get(field);
    boolean ignoreCase =
        errors.flag(value.get("case_insensitive"), at + ".case_insensitive", false);
    return switch (kind) {
      case "term" -> new Query.Term(field, value(kind, value, "value", at), ignoreCase);
      case "prefix" -> new Query.Prefix(field, value(kind, value, "value", at), ignoreCase);
      case "wildcard" ->
          new Query.Wildcard(
              field,
              value(kind, value, value.has("wildcard") ? "wildcard" : "value", at),
              ignoreCase);
      case "regexp" -> new Query.Regexp(field, value(kind, value, "value", at), ignoreCase);
      case "match_phrase" -> phrase(field, value, at);
      default -> match(field, value, at, List.of());
    };
  }

  private String value(String kind, JsonNode body, String key, String path) {
    if (!body.isObject()) {
      return errors.text(body, path);
    }
    allow(kind, body, path, List.of(key, "case_insensitive", "rewrite", "flags"));
    if (body.has("flags") && !body.get("flags").asText().equals("ALL")) {
      errors.unsupported(path, kind + ".flags other than ALL");
    }
    if (body.path("rewrite").asText("").startsWith("top_terms")) {
      errors.unsupported(path, kind + ".rewrite that leaves matches out");
    }
    return errors.text(body.get(key), path + "." + key);
  }

  private Query phrase(String field, JsonNode body, String path) {
    if (!body.isObject()) {
      return new Query.MatchPhrase(field, errors.text(body, path), false);
    }
    allow("match_phrase", body, path, List.of("query", "slop", "zero_terms_query"));
    return phraseOf(field, body, path);
  }

  private Query phraseOf(String field, JsonNode body, String path) {
    if (!body.path("slop").asText("0").equals("0")) {
      errors.unsupported(path, "a phrase's slop other than 0");
    }
    return new Query.MatchPhrase(
        field, errors.text(body.get("query"), path + ".query"), emptyMatchesAll(body, path));
  }

  Query match(String field, boolean phrase, JsonNode body, String path) {
    List<String> further = new ArrayList<>(OF_SEVERAL_FIELDS);
    if (!phrase) {
      return match(field, body, path, further);
    }
    further.addAll(List.of("query", "slop", "zero_terms_query"));
    allow("multi_match", body, path, further);
    return phraseOf(field, body, path);
  }

  private Query match(String field, JsonNode body, String path, List<String> further) {
    if (!body.isObject()) {
      return new Query.Match(field, errors.text(body, path), false, Optional.empty(), false);
    }
    List<String> known = new ArrayList<>(OF_MATCH);
    known.addAll(OF_FUZZINESS);
    known.addAll(further);
    allow(further.isEmpty() ? "match" : "multi_match", body, path, known);
    String operator = body.path("operator").asText("or");
    if (!operator.equalsIgnoreCase("or") && !operator.equalsIgnoreCase("and")) {
      errors.invalid(path + ".operator", "'or' or 'and' is needed");
    }
    String fuzziness = body.path("fuzziness").asText("0");
    if (!fuzziness.matches("0(\\.0*)?")) {
      errors.unsupported(path, "fuzziness other than 0");
    }
    return new Query.Match(
        field,
        errors.text(body.get("query"), path + ".query"),
        operator.equalsIgnoreCase("and"),
        minimum(body.get("minimum_should_match"), path + ".minimum_should_match"),
        emptyMatchesAll(body, path));
  }

  private boolean emptyMatchesAll(JsonNode body, String path) {
    String word = body.path("zero_terms_query").asText("none");
    if (!word.equals("none") && !word.equals("all")) {
      errors.invalid(path + ".zero_terms_query", "'none' or 'all' is needed");
    }
    return word.equals("all");
  }

  Optional<MinimumShouldMatch> minimum(JsonNode node, String path) {
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    Optional<MinimumShouldMatch> minimum = MinimumShouldMatch.parse(errors.text(node, path));
    if (minimum.isEmpty()) {
      errors.invalid(path, "a whole number or a percentage is needed");
    }
    return minimum;
  }

  private Query terms(JsonNode body, String path) {
    List<String> names = new ArrayList<>();
    if (errors.isObject(body, path)) {
      body.fieldNames().forEachRemaining(names::add);
      names.removeAll(List.of("boost", "_name"));
    }
    if (names.size() != 1 || !ParseErrors.storable(names.get(0))) {
      errors.invalid(path, "exactly one field is needed");
      return new Query.MatchNone();
    }
    String field = names.get(0);
    return new Query.Terms(field, values(body.get(field), path + "." + field));
  }

  private Query ids(JsonNode body, String path) {
    return errors.isObject(body, path)
        ? new Query.Terms("_id", values(body.get("values"), path + ".values"))
        : new Query.MatchNone();
  }

  List<String> values(JsonNode node, String path) {
    if (node == null || !node.isArray()) {
      errors.invalid(path, "a list of values is needed");
      return List.of();
    }
    if (node.size() > MAX_VALUES) {
      errors.invalid(path, "at most " + MAX_VALUES + " values are taken");
      return List.of();
    }
    valueCount += node.size();
    if (valueCount > MAX_VALUES_OF_ALL) {
      errors.invalid(path, "at most " + MAX_VALUES_OF_ALL + " values are taken in all clauses");
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(errors.text(node.get(i), path + "[" + i + "]"));
    }
    return List.copyOf(values);
  }

  private Query exists(JsonNode body, String path) {
    return errors.isObject(body, path)
        ? new Query.Exists(errors.text(body.get("field"), path + ".field"))
        : new Query.MatchNone();
  }

  private Query range(JsonNode body, String path) {
    Optional<String> name = errors.onlyKey(body, path);
    if (name.isEmpty() || !errors.isObject(body.get(name.get()), path)) {
      return new Query.MatchNone();
    }
    Optional<Query.Bound> lower = Optional.empty();
    Optional<Query.Bound> upper = Optional.empty();
    Optional<String> zone = Optional.empty();
    String at = path + "." + name.get();
    for (Map.Entry<String, JsonNode> entry : body.get(name.get()).properties()) {
      if (entry.getValue().isNull()) {
        continue; // an open end
      }
      switch (entry.getKey()) {
        case "gt", "gte" -> lower = bound(lower, entry, at);
        case "lt", "lte" -> upper = bound(upper, entry, at);
        case "time_zone" -> zone = Optional.of(errors.text(entry.getValue(), at));
        case "boost", "_name", "relation" -> {} // relation is for fields that hold ranges
        case "format" -> timeForm(entry.getValue(), at);
        default -> errors.unsupported(at, "range." + entry.getKey());
      }
    }
    return new Query.Range(name.get(), lower, upper, zone);
  }

  private void timeForm(JsonNode format, String path) {
    for (String form : errors.text(format, path + ".format").split("\\|\\|", -1)) {
      if (!TIME_FORMS.contains(form)) {
        errors.unsupported(path, "range.format other than " + new TreeSet<>(TIME_FORMS));
      }
    }
  }

  private Optional<Query.Bound> bound(
      Optional<Query.Bound> earlier, Map.Entry<String, JsonNode> entry, String path) {
    if (earlier.isPresent()) {
      errors.invalid(path, "only one lower and one upper bound can be given");
    }
    String value = errors.text(entry.getValue(), path + "." + entry.getKey());
    return Optional.of(new Query.Bound(value, entry.getKey().endsWith("e")));
  }

  private void allow(String kind, JsonNode body, String path, List<String> known) {
    body.fieldNames()
        .forEachRemaining(
            key -> {
              boolean scoring = key.equals("boost") || key.equals("_name");
              if (!known.contains(key) && !scoring && !key.equals("max_determinized_states")) {
                errors.unsupported(path, kind + "." + key);
              }
            });
  }
}
