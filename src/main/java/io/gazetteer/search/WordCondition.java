package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.util.List;

/**
 * Compiles clauses about the words of a TEXT field to SQL conditions, for {@link FieldCondition}.
 */
record WordCondition(Field field) {

  /** Words that one text may be searched by; each may come to a condition of its own. */
  private static final int MAX_WORDS = 1_000;

  /** At least one of the words; empty texts are no words, although the split leaves some. */
  SqlFragment anyOf(List<String> values) {
    String[] words = values.stream().filter(value -> !value.isEmpty()).toArray(String[]::new);
    return words.length == 0
        ? SqlFragment.FALSE
        : SqlFragment.all(
            found(List.of(words), false, SqlFragment.of(words() + " && ?", (Object) words)));
  }

  SqlFragment match(Query.Match query) {
    List<String> words = wordsOf(query.text());
    if (words.isEmpty()) {
      return query.emptyMatchesAll() ? SqlFragment.TRUE : SqlFragment.FALSE;
    }
    String array = words();
    Object all = words.toArray(String[]::new);
    if (query.all()) {
      return SqlFragment.all(found(words, true, SqlFragment.of(array + " @> " + sought(), all)));
    }
    int minimum = Math.max(1, query.minimum().map(least -> least.of(words.size())).orElse(1));
    return minimum == 1
        ? SqlFragment.all(found(words, false, SqlFragment.of(array + " && " + sought(), all)))
        : SqlFragment.of(
            "(SELECT count(*) FROM unnest("
                + sought()
                + ") AS word WHERE word = ANY("
                + array
                + ")) >= ?",
            all,
            (long) minimum);
  }

  SqlFragment matchPhrase(Query.MatchPhrase query) {
    List<String> words = wordsOf(query.text());
    if (words.isEmpty()) {
      return query.emptyMatchesAll() ? SqlFragment.TRUE : SqlFragment.FALSE;
    }
    // The first condition finds candidates by an index, the second looks at their order.
    SqlFragment inOrder =
        SqlFragment.of(
            "("
                + words()
                + " @> "
                + sought()
                + " AND strpos("
                + Words.line(field.sql())
                + ", ?) > 0)",
            words.toArray(String[]::new),
            " " + String.join(" ", words) + " ");
    return SqlFragment.all(found(words, true, inOrder));
  }

  private static List<String> wordsOf(String text) {
    List<String> words = Words.of(text).stream().limit(MAX_WORDS + 1L).toList();
    if (words.size() > MAX_WORDS) {
      throw new BadValue("a text may be searched by " + MAX_WORDS + " words at most");
    }
    return words;
  }

  /** {@code text[]} expression of the words of the field; may hold empty words. */
  String words() {
    return field
        .contained()
        .flatMap(Field.Contained::words)
        .orElseGet(() -> Words.array(field.sql()));
  }

  private String sought() {
    return field.contained().map(Field.Contained::sought).orElse("?");
  }

  /** The condition, and before it, where only trigrams have an index, what that can find. */
  private List<SqlFragment> found(List<String> words, boolean all, SqlFragment condition) {
    if (field.contained().filter(index -> index.words().isEmpty()).isEmpty()) {
      return List.of(condition);
    }
    Field.Contained index = field.contained().get();
    List<SqlFragment> inside =
        words.stream()
            .filter(Words::hasTrigram)
            .map(word -> SqlFragment.repeating(index.each(), "%" + word + "%"))
            .toList();
    boolean helps = all ? !inside.isEmpty() : inside.size() == words.size();
    if (!helps) {
      return List.of(condition);
    }
    // All words in one branch, so that one walk through the index looks for all of them.
    SqlFragment candidates =
        index.candidates(all ? SqlFragment.all(inside) : SqlFragment.any(inside));
    return List.of(candidates, condition);
  }
}
