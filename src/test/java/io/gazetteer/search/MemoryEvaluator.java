package io.gazetteer.search;

import io.gazetteer.search.SampleTable.Row;
import io.gazetteer.search.dsl.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides in plain Java whether a row fits a query, told by the documented meaning of the clauses
 * alone. Regular expressions are limited to what Java and Lucene write alike.
 */
final class MemoryEvaluator implements Query.Visitor<Predicate<Row>> {

  @Override
  public Predicate<Row> matchAll() {
    return row -> true;
  }

  @Override
  public Predicate<Row> matchNone() {
    return row -> false;
  }

  @Override
  public Predicate<Row> bool(Query.Bool query) {
    return row ->
        Stream.concat(query.must().stream(), query.filter().stream()).allMatch(q -> fits(q, row))
            && query.mustNot().stream().noneMatch(q -> fits(q, row))
            && query.should().stream().filter(q -> fits(q, row)).count()
                >= query.minimumShouldMatch();
  }

  private boolean fits(Query query, Row row) {
    return query.accept(this).test(row);
  }

  @Override
  public Predicate<Row> term(Query.Term query) {
    return anyOf(List.of(query.value()), query.field(), query.ignoreCase());
  }

  @Override
  public Predicate<Row> terms(Query.Terms query) {
    return anyOf(query.values(), query.field(), false);
  }

  private Predicate<Row> anyOf(List<String> values, String field, boolean ignoreCase) {
    return row ->
        switch (field) {
          case "number" ->
              row.number() != null
                  && values.stream()
                      .anyMatch(
                          v -> new BigDecimal(v).compareTo(BigDecimal.valueOf(row.number())) == 0);
          case "flag" -> row.flag() != null && values.contains(row.flag().toString());
          case "time" ->
              row.time() != null
                  && values.stream()
                      .map(MemoryEvaluator::day)
                      .anyMatch(
                          from ->
                              !row.time().isBefore(from)
                                  && row.time().isBefore(from.plusSeconds(86_400)));
          default ->
              texts(row, field).stream()
                  .anyMatch(
                      t -> values.stream().anyMatch(v -> same(t, v, ignoreCase || kind(field))));
        };
  }

  private static boolean kind(String field) {
    return field.equals("kind");
  }

  private static boolean isText(String field) {
    return field.equals("text") || field.equals("listedText");
  }

  private static boolean same(String one, String other, boolean ignoreCase) {
    return fold(one, ignoreCase).equals(fold(other, ignoreCase));
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? Values.asciiLower(text) : text;
  }

  private static Instant day(String date) {
    return OffsetDateTime.parse(date + "T00:00:00Z").toInstant();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    (text + " ")
        .toLowerCase(Locale.ROOT)
        .replace('\u03C2', '\u03C3')
        .codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point)) {
                word.appendCodePoint(point);
              } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    return words;
  }

  private static List<String> texts(Row row, String field) {
    return switch (field) {
      case "id" -> List.of(row.id());
      case "guid" -> List.of(row.guid().toString());
      case "sure", "listed" -> List.of(row.sure());
      case "key", "kind" -> row.key() == null ? List.of() : List.of(row.key());
      case "text", "listedText" -> row.text() == null ? List.of() : words(row.text());
      case "tags" -> row.tags() == null ? List.of() : row.tags();
      default -> List.of();
    };
  }

  @Override
  public Predicate<Row> prefix(Query.Prefix query) {
    boolean ignore = query.ignoreCase() || kind(query.field());
    return row ->
        texts(row, query.field()).stream()
            .anyMatch(text -> fold(text, ignore).startsWith(fold(query.value(), ignore)));
  }

  @Override
  public Predicate<Row> wildcard(Query.Wildcard query) {
    StringBuilder regex = new StringBuilder();
    int[] points = query.pattern().codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '*' || points[i] == '?') {
        regex.append(points[i] == '*' ? ".*" : ".");
      } else {
        i += points[i] == '\\' && i + 1 < points.length ? 1 : 0;
        regex.append(Pattern.quote(Character.toString(points[i])));
      }
    }
    return java(regex.toString(), query.field(), query.ignoreCase());
  }

  @Override
  public Predicate<Row> regexp(Query.Regexp query) {
    return java(query.pattern(), query.field(), query.ignoreCase());
  }

  private static Predicate<Row> java(String regex, String field, boolean ignoreCase) {
    int fold = ignoreCase || kind(field) ? Pattern.CASE_INSENSITIVE : 0;
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL | fold);
    return row -> texts(row, field).stream().anyMatch(text -> pattern.matcher(text).matches());
  }

  @Override
  public Predicate<Row> match(Query.Match query) {
    if (!isText(query.field())) {
      return anyOf(List.of(query.text()), query.field(), false);
    }
    List<String> wanted = words(query.text());
    int least =
        query.all()
            ? wanted.size()
            : Math.max(1, query.minimum().map(m -> m.of(wanted.size())).orElse(1));
    return row -> {
      List<String> there = texts(row, "text");
      return wanted.isEmpty()
          ? query.emptyMatchesAll()
          : wanted.stream().filter(there::contains).count() >= least;
    };
  }

  @Override
  public Predicate<Row> matchPhrase(Query.MatchPhrase query) {
    if (!isText(query.field())) {
      return anyOf(List.of(query.text()), query.field(), false);
    }
    List<String> wanted = words(query.text());
    return row ->
        wanted.isEmpty()
            ? query.emptyMatchesAll()
            : Collections.indexOfSubList(texts(row, "text"), wanted) >= 0;
  }

  @Override
  public Predicate<Row> exists(Query.Exists query) {
    return row ->
        switch (query.field()) {
          case "number" -> row.number() != null;
          case "flag" -> row.flag() != null;
          case "time" -> row.time() != null;
          case "text", "listedText" -> row.text() != null;
          default -> !texts(row, query.field()).isEmpty();
        };
  }

  @Override
  public Predicate<Row> range(Query.Range query) {
    return row ->
        switch (query.field()) {
          case "number" ->
              row.number() != null
                  && within(BigDecimal.valueOf(row.number()), query, BigDecimal::new);
          case "time" -> row.time() != null && withinDays(row.time(), query);
          default ->
              texts(row, query.field()).stream()
                  .anyMatch(text -> within(points(text), query, MemoryEvaluator::points));
        };
  }

  /** UTF-8 compares like code points, Java's own strings do not. */
  private static String points(String text) {
    StringBuilder sortable = new StringBuilder();
    text.codePoints().forEach(point -> sortable.append(String.format("%06x", point)));
    return sortable.toString();
  }

  private interface Read<T> {
    T of(String text);
  }

  private static <T extends Comparable<T>> boolean within(
      T value, Query.Range range, Read<T> read) {
    boolean above =
        range
            .lower()
            .map(b -> value.compareTo(read.of(b.value())) >= (b.inclusive() ? 0 : 1))
            .orElse(true);
    return above
        && range
            .upper()
            .map(b -> value.compareTo(read.of(b.value())) <= (b.inclusive() ? 0 : -1))
            .orElse(true);
  }

  private static boolean withinDays(Instant time, Query.Range range) {
    Instant day =
        time.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
    return within(day, range, MemoryEvaluator::day);
  }
}
