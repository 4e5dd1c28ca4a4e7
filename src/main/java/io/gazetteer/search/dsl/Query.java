package io.gazetteer.search.dsl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parsed query, which a row must match to be found. Clauses about a field that the index does not
 * know match no row. A field that holds null matches no clause, so that only {@link Bool#mustNot}
 * finds it. In a field of several values (KEYWORDS) and in the words of a TEXT field a clause
 * matches if any one of them matches.
 *
 * <p>{@code nested}, {@code constant_score} and {@code function_score} are read as the query within
 * them, since no field here needs a path and nothing is scored; {@code ids} is read as {@link
 * Terms} on {@code _id}; {@code multi_match} as a {@link Bool} of {@link Match}. {@code boost} and
 * whatever else only scores is ignored.
 */
public sealed interface Query {

  /** Calls the method of the visitor that is for this clause. */
  <R> R accept(Visitor<R> visitor);

  /** The fields that it names, at whatever depth. */
  default Set<String> fields() {
    return Set.of();
  }

  /** A clause over one field. */
  sealed interface OfField extends Query {
    String field();

    @Override
    default Set<String> fields() {
      return Set.of(field());
    }
  }

  /** One method per clause, so that no clause can be forgotten. */
  interface Visitor<R> {
    R matchAll();

    R matchNone();

    R bool(Bool query);

    R term(Term query);

    R terms(Terms query);

    R prefix(Prefix query);

    R wildcard(Wildcard query);

    R regexp(Regexp query);

    R match(Match query);

    R matchPhrase(MatchPhrase query);

    R exists(Exists query);

    R range(Range query);
  }

  record MatchAll() implements Query {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matchAll();
    }
  }

  record MatchNone() implements Query {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matchNone();
    }
  }

  /**
   * All of {@code must} and {@code filter} hold, none of {@code mustNot}, and at least {@code
   * minimumShouldMatch} of {@code should}. Without any clause every row matches. What does not
   * apply to a null field does not hold, therefore its {@code mustNot} does.
   *
   * @param minimumShouldMatch already worked out: 1 by default when there are only should clauses,
   *     0 beside must or filter; never negative; more than there are clauses matches nothing
   */
  record Bool(
      List<Query> must,
      List<Query> filter,
      List<Query> should,
      List<Query> mustNot,
      int minimumShouldMatch)
      implements Query {

    public static Bool allOf(List<Query> clauses) {
      return new Bool(List.of(), clauses, List.of(), List.of(), 0);
    }

    @Override
    public Set<String> fields() {
      return Stream.of(must, filter, should, mustNot)
          .flatMap(List::stream)
          .flatMap(clause -> clause.fields().stream())
          .collect(Collectors.toSet());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bool(this);
    }
  }

  /**
   * The value equals the whole field. On TEXT it equals one whole word of it; words are lower case,
   * the value is taken as it is. On TIME a value without time of day, or rounded date maths, stands
   * for all of that day (or unit).
   *
   * @param ignoreCase ASCII letters compare without regard to case
   */
  record Term(String field, String value, boolean ignoreCase) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.term(this);
    }
  }

  /** As {@link Term} for any one of the values; no value, no row. */
  record Terms(String field, List<String> values) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.terms(this);
    }
  }

  /** The text (or a word of it, on TEXT) begins with the value; only for texts. */
  record Prefix(String field, String value, boolean ignoreCase) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.prefix(this);
    }
  }

  /**
   * The whole text (or a whole word, on TEXT) fits the pattern: {@code *} is any number of
   * characters, {@code ?} exactly one, a backslash takes the next character as it is. Only for
   * texts.
   */
  record Wildcard(String field, String pattern, boolean ignoreCase) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.wildcard(this);
    }
  }

  /**
   * The whole text (or a whole word, on TEXT) fits the regular expression, written as Lucene writes
   * it: always anchored, so {@code ^} and {@code $} are ordinary characters; a dot also matches a
   * line end; operators are {@code | ( ) [ ] ? * + { } . "} and {@code \d \D \s \S \w \W}. The
   * operators {@code ~ < & @ #} are rejected unless escaped. Only for texts.
   *
   * @param ignoreCase ASCII letters, those in character classes too, match either case
   */
  record Regexp(String field, String pattern, boolean ignoreCase) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.regexp(this);
    }
  }

  /**
   * On TEXT, matches if the field has enough of the words of the text: one by default, all if
   * {@code all} is set, otherwise {@code minimum}. On other types, matches as {@link Term} with the
   * whole text. Words are compared exactly, but case-insensitively: a fuzziness other than 0 is
   * rejected, and options of fuzzy matching are ignored. {@code lenient} is ignored too: a value
   * that does not fit its field is rejected.
   *
   * @param minimum how many words must be there, as the request wrote it; empty for the default
   * @param emptyMatchesAll whether a text without any word matches all rows instead of none
   */
  record Match(
      String field,
      String text,
      boolean all,
      Optional<MinimumShouldMatch> minimum,
      boolean emptyMatchesAll)
      implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.match(this);
    }
  }

  /**
   * On TEXT: the words of the text stand in the field in a row. Elsewhere as {@link Term}.
   *
   * @param emptyMatchesAll whether a text without any word matches all rows instead of none
   */
  record MatchPhrase(String field, String text, boolean emptyMatchesAll) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matchPhrase(this);
    }
  }

  /** The field has a value: not null, and for KEYWORDS at least one element that is not null. */
  record Exists(String field) implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }
  }

  /**
   * The value lies within both bounds. Texts compare by code point. Times are ISO-8601 (UTC where
   * no zone is given), epoch milliseconds, or date maths ({@code now-2h/d}, {@code
   * 2024-01-01||+1M}), compared by millisecond; a date without time of day is its first millisecond
   * in {@code gte} and {@code lt}, its last in {@code gt} and {@code lte}.
   *
   * @param zone what a time without a zone is in, as the request wrote it; empty for UTC
   */
  record Range(String field, Optional<Bound> lower, Optional<Bound> upper, Optional<String> zone)
      implements OfField {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.range(this);
    }
  }

  /**
   * One end of a range.
   *
   * @param inclusive whether the value itself belongs to the range
   */
  record Bound(String value, boolean inclusive) {}
}
