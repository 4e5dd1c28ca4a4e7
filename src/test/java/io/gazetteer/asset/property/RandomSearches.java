package io.gazetteer.asset.property;

import io.gazetteer.asset.Asset;
import io.gazetteer.search.FieldType;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Random queries, sorts and aggregations whose values are those of assets, or nearly. */
final class RandomSearches {

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final int MAX_VALUE = 300;
  private static final int MAX_STARS = 2;
  private static final List<String> BUCKETS =
      List.of(
          "__typeName",
          "__state",
          "connectionQualifiedName",
          "databaseQualifiedName",
          "schemaQualifiedName",
          "databaseName.keyword",
          "schemaName.keyword",
          "name.keyword",
          "dataType",
          "description.keyword",
          "certificateStatus",
          "isNullable",
          "ownerUsers",
          "__createdBy",
          "__modifiedBy",
          "lastSyncRun");

  private final RandomObjects random;
  private final AssetFields fields = new AssetFields();

  RandomSearches(RandomObjects random) {
    this.random = random;
  }

  Query query(List<Asset> assets) {
    if (random.chance(50)) {
      return leaf(assets);
    }
    List<Query> must = leaves(assets, 2);
    List<Query> should = random.chance(30) ? leaves(assets, 3) : List.of();
    int minimum = should.isEmpty() ? 0 : 1 + random.random(should.size());
    return new Query.Bool(
        random.chance(50) ? must : List.of(),
        random.chance(50) ? List.of(new Query.Term("__state", "ACTIVE", false)) : List.of(),
        should,
        random.chance(30) ? leaves(assets, 2) : List.of(),
        minimum);
  }

  private List<Query> leaves(List<Asset> assets, int most) {
    List<Query> leaves = new ArrayList<>();
    for (int i = 1 + random.random(most); i > 0; i--) {
      leaves.add(leaf(assets));
    }
    return leaves;
  }

  private Query leaf(List<Asset> assets) {
    String field = random.pick(AssetFields.ALL);
    FieldType type = fields.type(field).orElseThrow();
    if (random.chance(8)) {
      return new Query.Exists(field);
    }
    String value = value(assets, field);
    boolean exact = type == FieldType.NUMBER || type == FieldType.BOOLEAN || type == FieldType.TIME;
    if (exact || type == FieldType.GUID) {
      return switch (random.random(3)) {
        case 0 -> new Query.Term(field, value, false);
        case 1 -> new Query.Terms(field, List.of(value, value(assets, field)));
        default ->
            type == FieldType.BOOLEAN
                ? new Query.Term(field, value, false)
                : range(field, value, value(assets, field));
      };
    }
    return text(assets, field, type, value);
  }

  private Query text(List<Asset> assets, String field, FieldType type, String value) {
    boolean ignoreCase = type != FieldType.TEXT && random.chance(30);
    String part = type == FieldType.TEXT ? word(value) : value;
    return switch (random.random(9)) {
      case 0, 1 -> new Query.Term(field, part, ignoreCase);
      case 2 -> new Query.Terms(field, List.of(part, value(assets, field), value(assets, field)));
      case 3 -> new Query.Prefix(field, begin(part), ignoreCase);
      case 4, 5 -> new Query.Wildcard(field, wildcard(part), ignoreCase);
      case 6 -> new Query.Regexp(field, regex(part), ignoreCase);
      case 7 ->
          random.chance(50)
              ? new Query.Match(field, value, random.chance(50), Optional.empty(), false)
              : new Query.MatchPhrase(field, value, false);
      default -> range(field, part, value(assets, field));
    };
  }

  private Query range(String field, String one, String other) {
    Optional<Query.Bound> lower = Optional.of(new Query.Bound(one, random.chance(50)));
    Optional<Query.Bound> upper = Optional.of(new Query.Bound(other, random.chance(50)));
    return switch (random.random(3)) {
      case 0 -> new Query.Range(field, lower, Optional.empty(), Optional.empty());
      case 1 -> new Query.Range(field, Optional.empty(), upper, Optional.empty());
      default -> new Query.Range(field, lower, upper, Optional.empty());
    };
  }

  /** The value of some asset, as a request writes it. */
  private String value(List<Asset> assets, String field) {
    for (int i = 0; i < 10; i++) {
      Object value = fields.value(random.pick(assets), field);
      if (value instanceof List<?> list && !list.isEmpty()) {
        return list.get(random.random(list.size())).toString();
      }
      if (value instanceof Instant time) {
        return Long.toString(time.toEpochMilli() + random.random(3) - 1);
      }
      if (value != null && !(value instanceof List<?>)) {
        return value.toString();
      }
    }
    return switch (fields.type(field).orElseThrow()) {
      case NUMBER -> "7";
      case BOOLEAN -> "true";
      case TIME -> "2026-03-29";
      case GUID -> new UUID(7, 7).toString();
      case KEYWORD, KEYWORDS, TEXT -> "orders";
    };
  }

  private String word(String value) {
    List<String> words =
        NO_WORD
            .splitAsStream(value.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? "orders" : random.pick(words);
  }

  private String begin(String text) {
    int[] points = text.codePoints().limit(MAX_VALUE).toArray();
    return new String(points, 0, random.random(points.length + 1));
  }

  private String wildcard(String text) {
    StringBuilder pattern = new StringBuilder();
    int[] points = text.codePoints().limit(MAX_VALUE).toArray();
    int begin = random.chance(40) ? random.random(points.length + 1) : 0;
    pattern.append(begin > 0 ? "*" : "");
    int stars = 0;
    for (int i = begin; i < points.length; i++) {
      if (points[i] == '*' || points[i] == '?' || points[i] == '\\') {
        pattern.append('\\').appendCodePoint(points[i]);
      } else if (random.chance(5)) {
        pattern.append('?');
      } else if (stars < MAX_STARS && random.chance(5)) {
        // Java tries every way to share the text among many stars.
        stars++;
        pattern.append('*');
        i += random.random(4);
      } else {
        pattern.appendCodePoint(points[i]);
      }
    }
    return pattern.append(random.chance(40) || text.length() > MAX_VALUE ? "*" : "").toString();
  }

  private String regex(String text) {
    int[] points = text.codePoints().limit(MAX_VALUE / 2).toArray();
    StringBuilder pattern = new StringBuilder();
    int special = random.random(points.length + 1);
    for (int i = 0; i < points.length; i++) {
      if (i == special) {
        pattern.append(random.pick(List.of(".", "[a-z]?", ".*", "(a|b)?", "[^x]")));
        continue;
      }
      boolean isOperator = points[i] > ' ' && points[i] < 128;
      if (isOperator && !Character.isLetterOrDigit(points[i])) {
        pattern.append('\\');
      }
      pattern.appendCodePoint(points[i]);
    }
    return pattern.append(random.chance(40) ? ".*" : "").toString();
  }

  List<Sort> sorts() {
    List<Sort> sorts = new ArrayList<>();
    for (int i = random.random(4); i > 0; i--) {
      sorts.add(new Sort(random.pick(AssetFields.ALL), random.chance(40), random.chance(20)));
    }
    return sorts;
  }

  Map<String, Aggregation> aggregations(List<Asset> assets) {
    Map<String, Aggregation> all = new HashMap<>();
    String inner = random.pick(BUCKETS);
    all.put("terms", terms(random.pick(BUCKETS), Map.of()));
    all.put(
        "nested", terms(random.pick(BUCKETS.subList(0, 3)), Map.of("in", terms(inner, Map.of()))));
    all.put("missing", new Aggregation.Missing(random.pick(BUCKETS), Map.of()));
    all.put("filter", new Aggregation.Filter(leaf(assets), Map.of()));
    all.put("distinct", metric(random.pick(BUCKETS), Aggregation.Function.CARDINALITY));
    all.put("max", metric("order", Aggregation.Function.MAX));
    all.put("sum", metric("rowCount", Aggregation.Function.SUM));
    all.put("count", metric("sizeBytes", Aggregation.Function.VALUE_COUNT));
    return all;
  }

  private Aggregation terms(String field, Map<String, Aggregation> inner) {
    return new Aggregation.Terms(field, 1 + random.random(20), Optional.empty(), List.of(), inner);
  }

  private static Aggregation metric(String field, Aggregation.Function function) {
    return new Aggregation.Metric(field, function);
  }
}
