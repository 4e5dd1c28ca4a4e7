package io.gazetteer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchError;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out aggregations, one statement each, in the form that Elasticsearch answers. */
final class AggregationRunner {

  /** Aggregations within buckets cost a statement per bucket. */
  private static final int MAX_STATEMENTS = 1000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectReader READER = new ObjectMapper().reader();
  private static final String KEY = "bucket_key";

  private final Statements statements;
  private final SearchIndex index;
  private final Instant now;
  private final AnswerLimit limit = new AnswerLimit();
  private int count;

  AggregationRunner(Statements statements, SearchIndex index, Instant now) {
    this.statements = statements;
    this.index = index;
    this.now = now;
  }

  /** All of them over the rows that a query finds. */
  ObjectNode run(Map<String, Aggregation> aggregations, Query query) {
    return run(aggregations, new Scope(query, SqlFragment.TRUE));
  }

  /** The rows that are summed up: those of a query that also fulfil a condition over the index. */
  private record Scope(Query query, SqlFragment also) {

    Scope and(Query further) {
      return new Scope(
          new Query.Bool(List.of(), List.of(query, further), List.of(), List.of(), 0), also);
    }

    Scope and(SqlFragment further) {
      return new Scope(query, SqlFragment.all(List.of(also, further)));
    }
  }

  private Counting counting(Scope scope, Set<String> fields) {
    boolean whole = scope.also().equals(SqlFragment.TRUE);
    Counting counting =
        whole
            ? Counting.of(index, scope.query(), fields, now)
            : Counting.ofRows(index, scope.query(), now);
    return whole ? counting : counting.and(scope.also());
  }

  private ObjectNode run(Map<String, Aggregation> aggregations, Scope scope) {
    ObjectNode answer = JSON.objectNode();
    aggregations.forEach((name, aggregation) -> answer.set(name, one(aggregation, scope)));
    return answer;
  }

  private JsonNode one(Aggregation aggregation, Scope scope) {
    if (++count > MAX_STATEMENTS) {
      throw new AppException(
          SearchError.INVALID_QUERY, "the aggregations have too many buckets within buckets");
    }
    if (aggregation instanceof Aggregation.Terms terms) {
      return terms(terms, scope);
    }
    if (aggregation instanceof Aggregation.Metric metric) {
      return metric(metric, scope);
    }
    if (aggregation instanceof Aggregation.TopHits top) {
      return topHits(top, scope);
    }
    if (aggregation instanceof Aggregation.Missing missing) {
      Query exists = new Query.Exists(missing.field());
      return bucket(
          new Query.Bool(List.of(), List.of(), List.of(), List.of(exists), 0),
          missing.inner(),
          scope);
    }
    Aggregation.Filter filter = (Aggregation.Filter) aggregation;
    return bucket(filter.query(), filter.inner(), scope);
  }

  private ObjectNode bucket(Query query, Map<String, Aggregation> inner, Scope scope) {
    Scope within = scope.and(query);
    ObjectNode bucket = JSON.objectNode();
    bucket.put("doc_count", statements.number(counting(within, Set.of()).statement()));
    bucket.setAll(run(inner, within));
    return bucket;
  }

  private record Bucket(Object key, long rows, long rowsOfAll) {}

  private ObjectNode terms(Aggregation.Terms terms, Scope scope) {
    ObjectNode answer = JSON.objectNode();
    answer.put("doc_count_error_upper_bound", 0);
    ArrayNode nodes = JSON.arrayNode();
    long other = 0;
    Counting counting = counting(scope, Set.of(terms.field()));
    Optional<Field> field = counting.fields().field(terms.field());
    if (field.isPresent()) {
      List<Bucket> buckets = buckets(terms, field.get(), counting);
      other = buckets.isEmpty() ? 0 : buckets.get(0).rowsOfAll();
      for (Bucket bucket : buckets) {
        other -= bucket.rows();
        ObjectNode node = nodes.addObject();
        putKey(node, bucket.key());
        node.put("doc_count", bucket.rows());
        if (!terms.inner().isEmpty()) {
          node.setAll(run(terms.inner(), having(scope, terms.field(), bucket.key())));
        }
      }
    }
    answer.put("sum_other_doc_count", other);
    answer.set("buckets", nodes);
    return answer;
  }

  private List<Bucket> buckets(Aggregation.Terms terms, Field field, Counting counting) {
    boolean texts =
        EnumSet.of(FieldType.KEYWORDS, FieldType.TEXT, FieldType.GUID).contains(field.type());
    Field key = new Field(KEY, texts ? FieldType.KEYWORD : field.type(), field.ignoreCase());
    SqlFragment wanted =
        terms
            .include()
            .map(include -> QueryCompiler.compile(include, path -> Optional.of(key), now))
            .orElse(SqlFragment.TRUE);
    SqlFragment statement =
        new SqlText()
            .add("SELECT " + shortEnough(field) + " AS bucket_key, bucket_rows, all_rows FROM (")
            .add("SELECT bucket_key, bucket_rows, sum(bucket_rows) OVER () AS all_rows FROM (")
            .add("SELECT bucket_key, sum(bucket_weight) AS bucket_rows FROM (")
            .add(values(field, counting))
            .add(") AS found WHERE bucket_key IS NOT NULL AND ")
            .add(wanted)
            .add(" GROUP BY bucket_key) AS grouped ORDER BY " + order(terms) + "bucket_key LIMIT ?")
            .add(") AS first", (long) terms.size())
            .build();
    return statements.list(
        statement,
        row -> new Bucket(key(field, row), row.getLong("bucket_rows"), row.getLong("all_rows")));
  }

  /**
   * The key while all keys so far are short enough to be handed out, else null: texts may be long,
   * and the driver holds all of them before the first is looked at.
   */
  private static String shortEnough(Field field) {
    return switch (field.type()) {
      case KEYWORD, TEXT, KEYWORDS, GUID ->
          "CASE WHEN sum(length(bucket_key)) OVER (ROWS UNBOUNDED PRECEDING) <= "
              + AnswerLimit.MAX_TEXT
              + " THEN bucket_key END";
      case NUMBER, BOOLEAN, TIME -> KEY;
    };
  }

  private Object key(Field field, ResultSet row) throws SQLException {
    Object key = read(field, row);
    if (key == null) {
      throw AnswerLimit.tooLarge();
    }
    limit.add(key instanceof String text ? text.length() : 0);
    return key;
  }

  private static String order(Aggregation.Terms terms) {
    if (terms.order().isEmpty()) {
      return "bucket_rows DESC, ";
    }
    return terms.order().stream()
        .map(by -> (by.byKey() ? KEY : "bucket_rows") + (by.descending() ? " DESC, " : ", "))
        .collect(Collectors.joining());
  }

  private static Object read(Field field, ResultSet row) throws SQLException {
    return switch (field.type()) {
      case KEYWORD, TEXT, KEYWORDS, GUID -> row.getString(KEY);
      case NUMBER -> row.getBigDecimal(KEY);
      case BOOLEAN -> row.getBoolean(KEY);
      case TIME -> row.getObject(KEY, OffsetDateTime.class);
    };
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

  /** No order is asked for, so whichever rows come first will do. */
  private ObjectNode topHits(Aggregation.TopHits top, Scope scope) {
    Counting rows = Counting.ofRows(index, scope.query(), now).and(scope.also());
    SqlText text = new SqlText().add("SELECT CAST(" + index.tieBreaker() + " AS text) AS hit_id, ");
    text.add("CAST(jsonb_strip_nulls(jsonb_build_object(");
    String comma = "";
    for (String name : top.source()) {
      Optional<Field> field = index.fields().field(name);
      if (field.isPresent()) {
        text.add(comma + "CAST(? AS text), " + asJson(field.get()), name);
        comma = ", ";
      }
    }
    SqlFragment statement =
        text.add(")) AS text) AS hit_source FROM " + rows.from() + " WHERE ")
            .add(rows.where())
            .add(" LIMIT ?", (long) top.size())
            .build();
    ObjectNode answer = JSON.objectNode();
    ObjectNode hits = answer.putObject("hits");
    hits.putObject("total")
        .put("value", statements.number(counting(scope, Set.of()).statement()))
        .put("relation", "eq");
    hits.putNull("max_score");
    ArrayNode list = hits.putArray("hits");
    statements
        .list(statement, row -> hit(row.getString("hit_id"), row.getString("hit_source")))
        .forEach(list::add);
    return answer;
  }

  private static String asJson(Field field) {
    return switch (field.type()) {
      case TIME -> "to_jsonb(floor(extract(epoch FROM (" + field.sql() + ")) * 1000))";
      case KEYWORD, TEXT, KEYWORDS, GUID, NUMBER, BOOLEAN -> "to_jsonb(" + field.sql() + ")";
    };
  }

  private ObjectNode hit(String id, String source) {
    limit.add(source.length());
    ObjectNode hit = JSON.objectNode().put("_id", id).putNull("_score");
    try {
      hit.set("_source", READER.readTree(source));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The store writes JSON", impossible);
    }
    return hit;
  }

  /** The rows of one bucket. */
  private Scope having(Scope scope, String path, Object key) {
    Field field = index.fields().field(path).orElseThrow();
    return switch (field.type()) {
      case KEYWORD ->
          field.ignoreCase()
              ? scope.and(SqlFragment.of("(" + field.sql() + ") = ?", key))
              : scope.and(new Query.Term(path, (String) key, false));
      case KEYWORDS ->
          scope.and(
              SqlFragment.of("(" + field.sql() + ") @> ?", (Object) new String[] {(String) key}));
      case GUID -> scope.and(SqlFragment.of("(" + field.sql() + ") = CAST(? AS uuid)", key));
      case TEXT, NUMBER, BOOLEAN, TIME ->
          scope.and(SqlFragment.of("(" + field.sql() + ") = ?", key));
    };
  }

  /** One row per row and different value of the field, and how many rows it stands for. */
  private static SqlFragment values(Field field, Counting counting) {
    String from = counting.weight() + " AS bucket_weight FROM " + counting.from();
    String select =
        switch (field.type()) {
          case KEYWORDS ->
              "elements.element COLLATE \"C\" AS bucket_key, "
                  + from
                  + ", LATERAL (SELECT DISTINCT element FROM unnest("
                  + field.sql()
                  + ") AS element) AS elements";
          case KEYWORD, TEXT -> "(" + field.sql() + ") COLLATE \"C\" AS bucket_key, " + from;
          case GUID -> "CAST(" + field.sql() + " AS text) AS bucket_key, " + from;
          case NUMBER, BOOLEAN, TIME -> "(" + field.sql() + ") AS bucket_key, " + from;
        };
    return new SqlText().add("SELECT " + select + " WHERE ").add(counting.where()).build();
  }

  private ObjectNode metric(Aggregation.Metric metric, Scope scope) {
    ObjectNode answer = JSON.objectNode();
    Optional<Field> field = index.fields().field(metric.field());
    String function = function(metric, field.map(Field::type));
    BigDecimal value = null;
    if (field.isPresent()) {
      SqlFragment statement =
          values(field.get(), Counting.ofRows(index, scope.query(), now).and(scope.also()))
              .within("SELECT " + function + " FROM (", ") AS found");
      value = statements.one(statement, row -> row.getBigDecimal(1));
    }
    switch (metric.function()) {
      case CARDINALITY, VALUE_COUNT ->
          answer.put("value", value == null ? 0L : value.longValueExact());
      case SUM -> answer.put("value", value == null ? 0.0 : value.doubleValue());
      case MIN, MAX, AVG ->
          answer.put("value", value == null ? null : (Double) value.doubleValue());
    }
    return answer;
  }

  private static String function(Aggregation.Metric metric, Optional<FieldType> type) {
    if (metric.function() == Aggregation.Function.CARDINALITY) {
      return "count(DISTINCT bucket_key)";
    }
    if (metric.function() == Aggregation.Function.VALUE_COUNT) {
      return "count(bucket_key)";
    }
    String measure =
        switch (type.orElse(FieldType.NUMBER)) {
          case NUMBER -> "CAST(bucket_key AS numeric)";
          case BOOLEAN -> "CAST(bucket_key AS integer)";
          case TIME -> "extract(epoch FROM bucket_key) * 1000";
          case KEYWORD, TEXT, KEYWORDS, GUID ->
              throw new AppException(
                  SearchError.INVALID_QUERY,
                  metric.field()
                      + ": "
                      + Values.wire(metric.function())
                      + " needs numbers or times, the field holds text");
        };
    return Values.wire(metric.function()) + "(" + measure + ")";
  }
}
