package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.Aggregation;
import io.gazetteer.search.dsl.AggregationResult;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchError;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes aggregations, with one statement each. One instance per search. */
final class AggregationRunner {

  /** Aggregations within buckets cost a statement per bucket. */
  private static final int MAX_STATEMENTS = 1000;

  private static final String KEY = "bucket_key";

  private final SearchContext context;
  private final StatementRunner statements;
  private final SearchIndex index;
  private final AnswerLimit limit = new AnswerLimit();
  private int count;

  AggregationRunner(SearchContext context) {
    this.context = context;
    this.statements = context.statements();
    this.index = context.index();
  }

  /** All of them over the rows that a query matches. */
  Map<String, AggregationResult> run(Map<String, Aggregation> aggregations, Query query) {
    return run(aggregations, new Scope(query, List.of()));
  }

  /** The rows that are summed up: those of a query that also are in some buckets. */
  private record Scope(Query query, List<BucketValue> buckets) {

    Scope and(Query further) {
      return new Scope(Query.Bool.allOf(List.of(query, further)), buckets);
    }

    Scope and(BucketValue bucket) {
      return new Scope(query, Stream.concat(buckets.stream(), Stream.of(bucket)).toList());
    }
  }

  private MatchingRows rows(Scope scope, Set<String> fields) {
    return scope.buckets().isEmpty()
        ? MatchingRows.fewest(context, scope.query(), fields)
        : MatchingRows.inTables(tables(scope));
  }

  private List<TableRows> tables(Scope scope) {
    return TableRows.of(
        index,
        table -> {
          List<SqlFragment> conditions = new ArrayList<>();
          conditions.add(context.condition(scope.query(), table.fields()));
          scope.buckets().forEach(bucket -> conditions.add(bucket.condition(table.fields())));
          return SqlFragment.all(conditions);
        });
  }

  private Map<String, AggregationResult> run(Map<String, Aggregation> aggregations, Scope scope) {
    Map<String, AggregationResult> results = new LinkedHashMap<>();
    aggregations.forEach((name, aggregation) -> results.put(name, one(aggregation, scope)));
    return results;
  }

  private AggregationResult one(Aggregation aggregation, Scope scope) {
    if (++count > MAX_STATEMENTS) {
      throw new AppException(
          SearchError.INVALID_QUERY, "the aggregations have too many nested buckets");
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

  private AggregationResult bucket(Query query, Map<String, Aggregation> inner, Scope scope) {
    Scope within = scope.and(query);
    return new AggregationResult.Rows(rows(within, Set.of()).count(context), run(inner, within));
  }

  private record Bucket(Object key, long rows, long rowsOfAll) {}

  private AggregationResult terms(Aggregation.Terms terms, Scope scope) {
    Optional<Field> field = index.fields().field(terms.field());
    Optional<SqlFragment> values = rows(scope, Set.of(terms.field())).values(terms.field());
    if (field.isEmpty() || values.isEmpty()) {
      return new AggregationResult.Terms(List.of(), 0);
    }
    List<Bucket> found = buckets(terms, field.get(), values.get());
    long other = found.isEmpty() ? 0 : found.get(0).rowsOfAll();
    List<AggregationResult.Bucket> buckets = new ArrayList<>();
    for (Bucket bucket : found) {
      other -= bucket.rows();
      BucketValue value = new BucketValue(terms.field(), bucket.key());
      Scope within = value.clause(field.get()).map(scope::and).orElseGet(() -> scope.and(value));
      buckets.add(
          new AggregationResult.Bucket(bucket.key(), bucket.rows(), run(terms.inner(), within)));
    }
    return new AggregationResult.Terms(buckets, other);
  }

  private List<Bucket> buckets(Aggregation.Terms terms, Field field, SqlFragment values) {
    boolean texts =
        EnumSet.of(FieldType.KEYWORDS, FieldType.TEXT, FieldType.GUID).contains(field.type());
    Field key = new Field(KEY, texts ? FieldType.KEYWORD : field.type(), field.ignoreCase());
    SqlFragment wanted =
        terms
            .include()
            .map(include -> context.condition(include, path -> Optional.of(key)))
            .orElse(SqlFragment.TRUE);
    SqlFragment statement =
        new SqlText()
            .add("SELECT " + shortEnough(field) + " AS bucket_key, bucket_rows, all_rows FROM (")
            .add("SELECT bucket_key, bucket_rows, sum(bucket_rows) OVER () AS all_rows FROM (")
            .add("SELECT bucket_key, sum(bucket_weight) AS bucket_rows FROM (")
            .add(values)
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
   * The key while all keys so far are short enough to be returned, else null: texts may be long,
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

  /** No order is asked for, so whichever rows come first will do. */
  private AggregationResult topHits(Aggregation.TopHits top, Scope scope) {
    long total = rows(scope, Set.of()).count(context);
    List<SqlFragment> hits = tables(scope).stream().map(rows -> topHits(top, rows)).toList();
    if (hits.isEmpty()) {
      return new AggregationResult.TopHits(total, List.of());
    }
    SqlFragment statement = hits.size() == 1 ? hits.get(0) : first(top.size(), hits);
    return new AggregationResult.TopHits(
        total,
        statements.list(
            statement, row -> hit(row.getString("hit_id"), row.getString("hit_source"))));
  }

  private static SqlFragment first(long size, List<SqlFragment> hits) {
    return new SqlText()
        .join(hits.stream().map(each -> each.within("(", ")")).toList(), " UNION ALL ")
        .add(" LIMIT ?", size)
        .build();
  }

  private static SqlFragment topHits(Aggregation.TopHits top, TableRows rows) {
    SearchTable table = rows.table();
    SqlText text = new SqlText();
    text.add("SELECT CAST(" + table.tieBreaker().sql() + " AS text) AS hit_id, ");
    text.add("CAST(jsonb_strip_nulls(jsonb_build_object(");
    String comma = "";
    for (String name : top.source()) {
      Optional<Field> field = table.fields().field(name);
      if (field.isPresent()) {
        text.add(comma + "CAST(? AS text), " + asJson(field.get()), name);
        comma = ", ";
      }
    }
    return text.add(")) AS text) AS hit_source FROM " + table.from() + " WHERE ")
        .add(rows.where())
        .add(" LIMIT ?", (long) top.size())
        .build();
  }

  private static String asJson(Field field) {
    return switch (field.type()) {
      case TIME -> "to_jsonb(floor(extract(epoch FROM (" + field.sql() + ")) * 1000))";
      case KEYWORD, TEXT, KEYWORDS, GUID, NUMBER, BOOLEAN -> "to_jsonb(" + field.sql() + ")";
    };
  }

  private AggregationResult.TopHit hit(String id, String source) {
    limit.add(source.length());
    return new AggregationResult.TopHit(id, source);
  }

  private AggregationResult metric(Aggregation.Metric metric, Scope scope) {
    Optional<Field> field = index.fields().field(metric.field());
    String function = function(metric, field.map(Field::type));
    if (field.isEmpty()) {
      return new AggregationResult.Metric(metric.function(), Optional.empty());
    }
    Optional<BigDecimal> value =
        MatchingRows.inTables(tables(scope))
            .values(metric.field())
            .map(values -> values.within("SELECT " + function + " FROM (", ") AS found"))
            .map(statement -> metric(statement))
            .orElseGet(() -> ofNoValues(metric.function()));
    return new AggregationResult.Metric(metric.function(), value);
  }

  private Optional<BigDecimal> metric(SqlFragment statement) {
    return statements.one(statement, row -> Optional.ofNullable(row.getBigDecimal(1)));
  }

  private static Optional<BigDecimal> ofNoValues(Aggregation.Function function) {
    return switch (function) {
      case CARDINALITY, VALUE_COUNT -> Optional.of(BigDecimal.ZERO);
      case MIN, MAX, AVG, SUM -> Optional.empty();
    };
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
