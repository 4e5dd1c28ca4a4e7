package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the rows that a query finds are counted: in the first of the index's summaries that knows
 * every field of it, else among the rows themselves.
 *
 * @param from what follows FROM
 * @param weight how many rows of the index a row there stands for
 * @param fields the fields there
 * @param where the condition there
 */
record Counting(String from, String weight, FieldMap fields, SqlFragment where) {

  private static final String ONE = "1";

  /** How a query's rows are counted, where the given fields have to be looked at too. */
  static Counting of(SearchIndex index, Query query, Set<String> further, Instant now) {
    return beforehand(index, query, further, now).orElseGet(() -> ofRows(index, query, now));
  }

  /** The same where a summary has counted them; empty where none knows every field. */
  static Optional<Counting> beforehand(
      SearchIndex index, Query query, Set<String> further, Instant now) {
    return index.summaries().stream()
        .filter(summary -> knows(summary.fields(), query, further))
        .findFirst()
        .map(
            summary ->
                new Counting(
                    summary.from(),
                    summary.rows(),
                    summary.fields(),
                    QueryCompiler.compile(query, summary.fields(), now)));
  }

  /** How a query's rows are counted where nothing else is asked of them. */
  static Counting total(SearchIndex index, Query query, Instant now) {
    Counting counting = of(index, query, Set.of(), now);
    return counting.weight.equals(ONE)
        ? new Counting(index.from(counting.where.sql()), ONE, counting.fields, counting.where)
        : counting;
  }

  /** How they are counted without a look at the summaries. */
  static Counting ofRows(SearchIndex index, Query query, Instant now) {
    return new Counting(
        index.from(), ONE, index.fields(), QueryCompiler.compile(query, index.fields(), now));
  }

  /** The same under a further condition over the same rows. */
  Counting and(SqlFragment further) {
    return new Counting(from, weight, fields, SqlFragment.all(List.of(where, further)));
  }

  /** Whether a query names a field that has an index of what is inside its texts. */
  static boolean looksInside(SearchIndex index, Query query) {
    Set<String> named = new HashSet<>();
    query.accept(new NamedFields(named));
    return named.stream()
        .flatMap(path -> index.fields().field(path).stream())
        .anyMatch(field -> field.dictionary().isPresent() || field.contained().isPresent());
  }

  private static boolean knows(FieldMap fields, Query query, Set<String> further) {
    Set<String> named = new HashSet<>(further);
    query.accept(new NamedFields(named));
    return named.stream().allMatch(path -> fields.field(path).isPresent());
  }

  /** The statement that yields the number. */
  SqlFragment statement() {
    String rows = weight.equals(ONE) ? "count(*)" : "coalesce(sum(" + weight + "), 0)";
    return new SqlText().add("SELECT " + rows + " FROM " + from + " WHERE ").add(where).build();
  }

  /** Gathers the fields that a query names. */
  private record NamedFields(Set<String> found) implements Query.Visitor<Void> {

    @Override
    public Void matchAll() {
      return null;
    }

    @Override
    public Void matchNone() {
      return null;
    }

    @Override
    public Void bool(Query.Bool query) {
      for (List<Query> clauses :
          List.of(query.must(), query.filter(), query.should(), query.mustNot())) {
        clauses.forEach(clause -> clause.accept(this));
      }
      return null;
    }

    @Override
    public Void term(Query.Term query) {
      return named(query.field());
    }

    @Override
    public Void terms(Query.Terms query) {
      return named(query.field());
    }

    @Override
    public Void prefix(Query.Prefix query) {
      return named(query.field());
    }

    @Override
    public Void wildcard(Query.Wildcard query) {
      return named(query.field());
    }

    @Override
    public Void regexp(Query.Regexp query) {
      return named(query.field());
    }

    @Override
    public Void match(Query.Match query) {
      return named(query.field());
    }

    @Override
    public Void matchPhrase(Query.MatchPhrase query) {
      return named(query.field());
    }

    @Override
    public Void exists(Query.Exists query) {
      return named(query.field());
    }

    @Override
    public Void range(Query.Range query) {
      return named(query.field());
    }

    private Void named(String field) {
      found.add(field);
      return null;
    }
  }
}
