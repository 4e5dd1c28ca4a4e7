package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.search.dsl.Query;
import io.gazetteer.search.dsl.SearchError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Compiles a query to a condition over the fields of one index. Not thread-safe. */
final class QueryCompiler implements Query.Visitor<SqlFragment> {

  /**
   * Conditions on values that a query may come to; each costs the catalog database planning and
   * memory.
   */
  static final int MAX_CONDITIONS = 5_000;

  private final FieldMap fields;
  private final Instant now;
  private int conditions;
  private final FieldErrors errors = new FieldErrors();

  private QueryCompiler(FieldMap fields, Instant now) {
    this.fields = fields;
    this.now = now;
  }

  /**
   * Returns the condition that rows must meet; null for a row counts as false.
   *
   * @param now what {@code now} means in date maths
   * @throws io.gazetteer.common.AppException INVALID_QUERY with every value that does not fit its
   *     field, or when it comes to more conditions than are planned
   */
  static SqlFragment compile(Query query, FieldMap fields, Instant now) {
    QueryCompiler compiler = new QueryCompiler(fields, now);
    SqlFragment condition = query.accept(compiler);
    compiler.errors.throwIfAny(SearchError.INVALID_QUERY);
    return condition;
  }

  @Override
  public SqlFragment matchAll() {
    return SqlFragment.TRUE;
  }

  @Override
  public SqlFragment matchNone() {
    return SqlFragment.FALSE;
  }

  @Override
  public SqlFragment bool(Query.Bool query) {
    List<SqlFragment> parts = new ArrayList<>();
    query.must().forEach(clause -> parts.add(clause.accept(this)));
    query.filter().forEach(clause -> parts.add(clause.accept(this)));
    List<SqlFragment> should = query.should().stream().map(clause -> clause.accept(this)).toList();
    int minimum = query.minimumShouldMatch();
    if (minimum == 1) {
      parts.add(SqlFragment.any(should));
    } else if (minimum > should.size()) {
      parts.add(SqlFragment.FALSE);
    } else if (minimum > 1) {
      parts.add(atLeast(minimum, should));
    }
    // NOT of null is null, which would lose the rows whose field is null.
    query.mustNot().forEach(clause -> parts.add(clause.accept(this).isNotTrue()));
    return SqlFragment.all(parts);
  }

  private static SqlFragment atLeast(int minimum, List<SqlFragment> conditions) {
    long always = conditions.stream().filter(SqlFragment.TRUE::equals).count();
    List<SqlFragment> open =
        conditions.stream()
            .filter(each -> !each.equals(SqlFragment.TRUE) && !each.equals(SqlFragment.FALSE))
            .toList();
    long missing = minimum - always;
    if (missing <= 0 || missing > open.size()) {
      return missing <= 0 ? SqlFragment.TRUE : SqlFragment.FALSE;
    }
    List<SqlFragment> counted =
        open.stream().map(each -> each.within("CASE WHEN ", " THEN 1 ELSE 0 END")).toList();
    return new SqlText().add("(").join(counted, " + ").add(" >= ?)", missing).build();
  }

  @Override
  public SqlFragment term(Query.Term query) {
    return inside(
        query.field(),
        query.ignoreCase(),
        field -> field.equalTo(query.value(), query.ignoreCase()));
  }

  @Override
  public SqlFragment terms(Query.Terms query) {
    return inside(query.field(), false, field -> field.equalToAny(query.values()));
  }

  @Override
  public SqlFragment prefix(Query.Prefix query) {
    return inside(
        query.field(),
        query.ignoreCase(),
        field -> field.startsWith(query.value(), query.ignoreCase()));
  }

  @Override
  public SqlFragment wildcard(Query.Wildcard query) {
    WildcardPattern pattern = WildcardPattern.of(query.pattern());
    boolean inOrder = pattern.asPrefix().isPresent() || pattern.asLiteral().isPresent();
    return inside(
        query.field(),
        query.ignoreCase() || !inOrder,
        field -> field.like(query.pattern(), query.ignoreCase()));
  }

  @Override
  public SqlFragment regexp(Query.Regexp query) {
    return inside(query.field(), true, field -> field.regexp(query.pattern(), query.ignoreCase()));
  }

  @Override
  public SqlFragment match(Query.Match query) {
    return inside(query.field(), false, field -> field.match(query));
  }

  @Override
  public SqlFragment matchPhrase(Query.MatchPhrase query) {
    return inside(query.field(), false, field -> field.matchPhrase(query));
  }

  @Override
  public SqlFragment exists(Query.Exists query) {
    return on(query.field(), FieldCondition::exists);
  }

  @Override
  public SqlFragment range(Query.Range query) {
    return inside(query.field(), false, field -> field.range(query));
  }

  /**
   * A condition that is worked out over the field's dictionary where it looks inside texts, as one
   * on words always does.
   */
  private SqlFragment inside(
      String path, boolean looksInside, Function<FieldCondition, SqlFragment> condition) {
    Optional<Field> entry =
        fields
            .field(path)
            .filter(field -> looksInside || field.type() == FieldType.TEXT)
            .flatMap(Field::entry);
    if (entry.isEmpty()) {
      return on(path, condition);
    }
    String[] among =
        fields.field(path).flatMap(Field::dictionary).orElseThrow().among().split("%s", -1);
    return compiled(
        path,
        () -> {
          SqlFragment found = condition.apply(new FieldCondition(entry.get(), now));
          boolean always = found.equals(SqlFragment.TRUE) || found.equals(SqlFragment.FALSE);
          return always ? found : found.within(among[0], among[1]);
        });
  }

  private SqlFragment on(String path, Function<FieldCondition, SqlFragment> condition) {
    return compiled(
        path,
        () -> fields.field(path).map(field -> over(field, condition)).orElse(SqlFragment.FALSE));
  }

  /** Compiled for an absent field too, which rejects values that do not fit its type. */
  private SqlFragment over(Field field, Function<FieldCondition, SqlFragment> condition) {
    SqlFragment compiled = condition.apply(new FieldCondition(field, now));
    return field.isAbsent() && !compiled.equals(SqlFragment.TRUE) ? SqlFragment.FALSE : compiled;
  }

  private SqlFragment compiled(String path, Supplier<SqlFragment> condition) {
    try {
      SqlFragment compiled = condition.get();
      conditions += Math.max(1, compiled.parameters().size());
      if (conditions > MAX_CONDITIONS) {
        throw tooLarge();
      }
      return compiled;
    } catch (BadValue fault) {
      errors.add(path, fault.getMessage());
      return SqlFragment.FALSE;
    }
  }

  /** The error of a query that comes to a larger statement than is planned. */
  static AppException tooLarge() {
    return new AppException(
        SearchError.INVALID_QUERY,
        "the query comes to more than "
            + MAX_CONDITIONS
            + " conditions; split it, or ask for values with one terms clause");
  }
}
