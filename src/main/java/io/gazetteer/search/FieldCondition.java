package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles the clauses of a query about one field to SQL conditions. A condition may be null if the
 * field is null. Null counts as false, so callers that negate a condition must handle it.
 */
record FieldCondition(Field field, Instant now) {

  private static final String ELEMENT = "element";

  /** A condition for each value helps an index; hundreds of them only cost planning. */
  private static final int MAX_ONE_BY_ONE = 50;

  /** Patterns are compared with every text, from every place in it. */
  private static final int MAX_PATTERN = 1_000;

  SqlFragment exists() {
    return field.type() == FieldType.KEYWORDS
        ? anyElement(element -> SqlFragment.TRUE)
        : SqlFragment.of("(" + field.sql() + ") IS NOT NULL");
  }

  SqlFragment equalTo(String value, boolean ignoreCase) {
    String known = field.conditions().get(Values.asciiLower(value));
    if (known != null) {
      return SqlFragment.of(known);
    }
    boolean fold = ignoreCase || field.ignoreCase();
    SqlFragment equal = equal(value, fold);
    return fold ? equal : narrowed(field.narrowed().equal(), value, equal);
  }

  /** The exact condition, and before it the one that an index serves, if there is one. */
  private static SqlFragment narrowed(Optional<String> condition, Object value, SqlFragment exact) {
    return condition
        .map(sql -> SqlFragment.all(List.of(SqlFragment.repeating(sql, value), exact)))
        .orElse(exact);
  }

  private SqlFragment equal(String value, boolean fold) {
    return switch (field.type()) {
      case KEYWORD -> foldable(fold, value, " = ");
      case TEXT ->
          new WordCondition(field).anyOf(List.of(fold ? value.toLowerCase(Locale.ROOT) : value));
      case GUID ->
          Values.guid(value)
              .map(guid -> SqlFragment.of("(" + field.sql() + ") = CAST(? AS uuid)", guid))
              .orElse(SqlFragment.FALSE);
      case KEYWORDS ->
          fold
              ? anyElement(
                  element -> SqlFragment.of(lower(element) + " = ?", Values.asciiLower(value)))
              : SqlFragment.of("(" + field.sql() + ") @> ?", (Object) new String[] {value});
      case NUMBER -> SqlFragment.of("(" + field.sql() + ") = ?", Values.number(value));
      case BOOLEAN -> SqlFragment.of("(" + field.sql() + ") = ?", Values.bool(value));
      case TIME -> stretch(value);
    };
  }

  SqlFragment equalToAny(List<String> values) {
    if (values.isEmpty()) {
      return SqlFragment.FALSE;
    }
    Optional<String> narrowed = field.narrowed().anyOf().filter(sql -> !field.ignoreCase());
    boolean together = narrowed.isPresent() && values.size() > 1;
    boolean oneByOne = !field.conditions().isEmpty() || field.narrowed().equal().isPresent();
    if (oneByOne && !together && values.size() <= MAX_ONE_BY_ONE) {
      return SqlFragment.any(values.stream().map(value -> equalTo(value, false)).toList());
    }
    List<String> known = field.type() == FieldType.GUID ? guids(values) : values;
    return known.isEmpty()
        ? SqlFragment.FALSE
        : narrowed(narrowed, known.toArray(String[]::new), equalToAnyOf(known));
  }

  /** Those of the values that are guids; the others equal none. */
  private static List<String> guids(List<String> values) {
    return values.stream().flatMap(value -> Values.guid(value).stream()).toList();
  }

  private SqlFragment equalToAnyOf(List<String> values) {
    boolean fold = field.ignoreCase();
    Object array = values.stream().map(v -> fold ? Values.asciiLower(v) : v).toArray(String[]::new);
    return switch (field.type()) {
      case KEYWORD ->
          SqlFragment.of(
              (fold ? lower(field.sql()) : "(" + field.sql() + ")") + " = ANY(?)", array);
      case KEYWORDS ->
          fold
              ? anyElement(element -> SqlFragment.of(lower(element) + " = ANY(?)", array))
              : SqlFragment.of("(" + field.sql() + ") && ?", array);
      case TEXT ->
          new WordCondition(field)
              .anyOf(fold ? values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList() : values);
      case GUID -> SqlFragment.of("(" + field.sql() + ") = ANY(CAST(? AS uuid[]))", array);
      case NUMBER -> anyNumber(values);
      case BOOLEAN, TIME ->
          SqlFragment.any(values.stream().distinct().map(value -> equalTo(value, false)).toList());
    };
  }

  private SqlFragment anyNumber(List<String> values) {
    if (values.size() <= MAX_ONE_BY_ONE) {
      return SqlFragment.any(values.stream().map(value -> equalTo(value, false)).toList());
    }
    Object numbers =
        values.stream().map(value -> Values.number(value).toString()).toArray(String[]::new);
    return SqlFragment.of("(" + field.sql() + ") = ANY(CAST(? AS numeric[]))", numbers);
  }

  SqlFragment startsWith(String prefix, boolean ignoreCase) {
    return onText("prefix", ignoreCase, prefix, PrefixRange::of);
  }

  SqlFragment like(String pattern, boolean ignoreCase) {
    if (pattern.length() > MAX_PATTERN) {
      throw new BadValue("a pattern may have " + MAX_PATTERN + " characters at most");
    }
    SqlFragment exact = exactlyLike(pattern, ignoreCase);
    WildcardPattern wildcard = WildcardPattern.of(Values.asciiLower(pattern));
    return field
        .contained()
        .filter(index -> field.type() == FieldType.KEYWORD && wildcard.hasTrigram())
        .map(
            index ->
                SqlFragment.all(
                    List.of(
                        index.candidates(SqlFragment.repeating(index.each(), wildcard.asLike())),
                        exact)))
        .orElse(exact);
  }

  private SqlFragment exactlyLike(String pattern, boolean ignoreCase) {
    return onText(
        "wildcard",
        ignoreCase,
        pattern,
        (sql, folded) -> {
          WildcardPattern wildcard = WildcardPattern.of(folded);
          Optional<String> prefix = wildcard.asPrefix();
          Optional<String> literal = wildcard.asLiteral();
          if (prefix.isPresent()) {
            return PrefixRange.of(sql, prefix.get());
          }
          return literal.isPresent()
              ? SqlFragment.of(sql + " = ?", literal.get())
              : SqlFragment.of(sql + " LIKE ?", wildcard.asLike());
        });
  }

  SqlFragment regexp(String pattern, boolean ignoreCase) {
    String translated = LuceneRegex.translate(pattern);
    boolean fold = ignoreCase || field.ignoreCase();
    // In C collation only ASCII letters have two cases, which is what the clause promises.
    return eachText(
        "regexp",
        sql ->
            SqlFragment.of("(" + sql + ") COLLATE \"C\" " + (fold ? "~* ?" : "~ ?"), translated));
  }

  SqlFragment match(Query.Match query) {
    return field.type() == FieldType.TEXT
        ? new WordCondition(field).match(query)
        : equalTo(query.text(), false);
  }

  SqlFragment matchPhrase(Query.MatchPhrase query) {
    return field.type() == FieldType.TEXT
        ? new WordCondition(field).matchPhrase(query)
        : equalTo(query.text(), false);
  }

  SqlFragment range(Query.Range query) {
    ZoneId zone = zone(query.zone());
    return switch (field.type()) {
      case NUMBER -> bounds(query, "(" + field.sql() + ")", Values::number);
      case BOOLEAN -> bounds(query, "(" + field.sql() + ")", Values::bool);
      case TIME -> timeBounds(query, zone);
      case KEYWORD, TEXT, KEYWORDS, GUID ->
          eachText("range", sql -> bounds(query, "(" + sql + ") COLLATE \"C\"", value -> value));
    };
  }

  private SqlFragment bounds(Query.Range query, String sql, Function<String, Object> read) {
    Narrowing narrowing = field.narrowed();
    List<SqlFragment> parts = new ArrayList<>();
    query
        .lower()
        .ifPresent(bound -> parts.add(bounded(sql + " >", bound, read, narrowing.atLeast())));
    query
        .upper()
        .ifPresent(bound -> parts.add(bounded(sql + " <", bound, read, narrowing.atMost())));
    return parts.isEmpty() ? exists() : SqlFragment.all(parts);
  }

  private SqlFragment bounded(
      String compared,
      Query.Bound bound,
      Function<String, Object> read,
      Optional<String> narrowing) {
    Object value = read.apply(bound.value());
    SqlFragment exact = SqlFragment.of(compared + (bound.inclusive() ? "= ?" : " ?"), value);
    // A list has no order of its own, and a guid is compared with any text here.
    boolean ordered =
        switch (field.type()) {
          case KEYWORD, NUMBER, BOOLEAN, TIME -> true;
          case GUID -> Values.guid(bound.value()).equals(Optional.of(bound.value()));
          case KEYWORDS, TEXT -> false;
        };
    return ordered ? narrowed(narrowing, value, exact) : exact;
  }

  private SqlFragment timeBounds(Query.Range query, ZoneId zone) {
    String sql = "(" + field.sql() + ")";
    List<SqlFragment> parts = new ArrayList<>();
    query
        .lower()
        .ifPresent(
            bound -> {
              TimeExpression time = TimeExpression.parse(bound.value(), zone, now);
              OffsetDateTime first = bound.inclusive() ? time.from() : time.until();
              SqlFragment exact = SqlFragment.of(sql + " >= ?", first);
              parts.add(narrowed(field.narrowed().atLeast(), first, exact));
            });
    query
        .upper()
        .ifPresent(
            bound -> {
              TimeExpression time = TimeExpression.parse(bound.value(), zone, now);
              OffsetDateTime behind = bound.inclusive() ? time.until() : time.from();
              SqlFragment exact = SqlFragment.of(sql + " < ?", behind);
              parts.add(narrowed(field.narrowed().atMost(), behind, exact));
            });
    return parts.isEmpty() ? exists() : SqlFragment.all(parts);
  }

  private SqlFragment stretch(String value) {
    TimeExpression time = TimeExpression.parse(value, ZoneOffset.UTC, now);
    String sql = "(" + field.sql() + ")";
    return SqlFragment.of("(" + sql + " >= ? AND " + sql + " < ?)", time.from(), time.until());
  }

  private static ZoneId zone(Optional<String> name) {
    try {
      return name.map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      throw new BadValue("'" + name.orElseThrow() + "' is not a time zone");
    }
  }

  private SqlFragment foldable(boolean fold, String value, String operator) {
    return fold
        ? SqlFragment.of(lower(field.sql()) + operator + "?", Values.asciiLower(value))
        : SqlFragment.of("(" + field.sql() + ")" + operator + "?", value);
  }

  /** A comparison of an expression with a value, both in lower case where case is ignored. */
  private interface TextComparison {
    SqlFragment of(String sql, String value);
  }

  private SqlFragment onText(
      String clause, boolean ignoreCase, String value, TextComparison comparison) {
    boolean fold = ignoreCase || field.ignoreCase();
    String folded = fold ? Values.asciiLower(value) : value;
    return eachText(
        clause, sql -> comparison.of(fold ? lower(sql) : "(" + sql + ") COLLATE \"C\"", folded));
  }

  private SqlFragment eachText(String clause, Function<String, SqlFragment> condition) {
    return switch (field.type()) {
      case KEYWORD -> condition.apply(field.sql());
      case GUID -> condition.apply("CAST(" + field.sql() + " AS text)");
      case KEYWORDS, TEXT -> anyElement(condition);
      case NUMBER, BOOLEAN, TIME ->
          throw new BadValue(
              "a "
                  + clause
                  + " clause needs a text field, this one holds "
                  + Values.wire(field.type()));
    };
  }

  private SqlFragment anyElement(Function<String, SqlFragment> condition) {
    String list = field.type() == FieldType.TEXT ? new WordCondition(field).words() : field.sql();
    String some = field.type() == FieldType.TEXT ? ELEMENT + " <> ''" : ELEMENT + " IS NOT NULL";
    return condition
        .apply(ELEMENT)
        .within(
            "EXISTS (SELECT 1 FROM unnest(" + list + ") AS " + ELEMENT + " WHERE " + some + " AND ",
            ")");
  }

  private static String lower(String sql) {
    return "lower((" + sql + ") COLLATE \"C\")";
  }
}
