package io.gazetteer.search;

import io.gazetteer.search.dsl.Query;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides in plain Java whether a row matches a query, using only the documented meaning of the
 * clauses. Regular expressions are limited to what Java and Lucene write alike; times in requests
 * to whole days and epoch milliseconds.
 */
public final class MemoryEvaluator<R> implements Query.Visitor<Predicate<R>> {

  /** Orders texts as UTF-8 does; Java's own order differs outside the basic plane. */
  public static final Comparator<String> BY_CODE_POINT =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{5,16}");

  /** The fields of the rows, with the meaning that they have in their index. */
  public interface Fields<R> {

    /** Returns the type of a field; empty for a field that the index does not know. */
    Optional<FieldType> type(String field);

    /** Returns whether all clauses on the field ignore the case of ASCII letters. */
    boolean ignoresCase(String field);

    /**
     * Returns the value of a row.
     *
     * @return a String, BigDecimal, Boolean, Instant, UUID or list of String, as the type says;
     *     null if the row has none
     */
    Object value(R row, String field);
  }

  private final Fields<R> fields;

  public MemoryEvaluator(Fields<R> fields) {
    this.fields = fields;
  }

  @Override
  public Predicate<R> matchAll() {
    return row -> true;
  }

  @Override
  public Predicate<R> matchNone() {
    return row -> false;
  }

  @Override
  public Predicate<R> bool(Query.Bool query) {
    List<Predicate<R>> all =
        Stream.concat(query.must().stream(), query.filter().stream()).map(this::of).toList();
    List<Predicate<R>> none = query.mustNot().stream().map(this::of).toList();
    List<Predicate<R>> some = query.should().stream().map(this::of).toList();
    return row ->
        all.stream().allMatch(clause -> clause.test(row))
            && none.stream().noneMatch(clause -> clause.test(row))
            && some.stream().filter(clause -> clause.test(row)).count()
                >= query.minimumShouldMatch();
  }

  private Predicate<R> of(Query query) {
    return query.accept(this);
  }

  @Override
  public Predicate<R> term(Query.Term query) {
    return anyOf(List.of(query.value()), query.field(), query.ignoreCase());
  }

  @Override
  public Predicate<R> terms(Query.Terms query) {
    return anyOf(query.values(), query.field(), false);
  }

  private Predicate<R> anyOf(List<String> values, String field, boolean ignoreCase) {
    Optional<FieldType> type = fields.type(field);
    if (type.isEmpty()) {
      return matchNone();
    }
    boolean ignore = ignoreCase || fields.ignoresCase(field) || type.get() == FieldType.GUID;
    return row ->
        switch (type.get()) {
          case NUMBER ->
              fields.value(row, field) instanceof BigDecimal number
                  && values.stream().anyMatch(v -> new BigDecimal(v).compareTo(number) == 0);
          case BOOLEAN ->
              fields.value(row, field) instanceof Boolean flag && values.contains(flag.toString());
          case TIME ->
              fields.value(row, field) instanceof Instant time
                  && values.stream()
                      .anyMatch(v -> !time.isBefore(from(v)) && time.isBefore(until(v)));
          case KEYWORD, TEXT, KEYWORDS, GUID ->
              texts(row, field).stream()
                  .anyMatch(text -> values.stream().anyMatch(v -> same(text, v, ignore)));
        };
  }

  private boolean isText(String field) {
    return fields.type(field).equals(Optional.of(FieldType.TEXT));
  }

  private static boolean same(String one, String other, boolean ignoreCase) {
    return fold(one, ignoreCase).equals(fold(other, ignoreCase));
  }

  private static String fold(String text, boolean ignoreCase) {
    return ignoreCase ? Values.asciiLower(text) : text;
  }

  private static Instant from(String time) {
    return EPOCH_MILLIS.matcher(time).matches()
        ? Instant.ofEpochMilli(Long.parseLong(time))
        : OffsetDateTime.parse(time + "T00:00:00Z").toInstant();
  }

  private static Instant until(String time) {
    boolean exact = EPOCH_MILLIS.matcher(time).matches();
    return exact ? from(time).plusMillis(1) : from(time).plusSeconds(86_400);
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

  /** What clauses on texts look at: the value, each of its words, or each element of a list. */
  private List<String> texts(R row, String field) {
    Object value = fields.type(field).isEmpty() ? null : fields.value(row, field);
    if (value instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    if (value instanceof UUID guid) {
      return List.of(guid.toString());
    }
    if (value instanceof String text) {
      return isText(field) ? words(text) : List.of(text);
    }
    return List.of();
  }

  @Override
  public Predicate<R> prefix(Query.Prefix query) {
    boolean ignore = query.ignoreCase() || fields.ignoresCase(query.field());
    return row ->
        texts(row, query.field()).stream()
            .anyMatch(text -> fold(text, ignore).startsWith(fold(query.value(), ignore)));
  }

  @Override
  public Predicate<R> wildcard(Query.Wildcard query) {
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
  public Predicate<R> regexp(Query.Regexp query) {
    return java(query.pattern(), query.field(), query.ignoreCase());
  }

  private Predicate<R> java(String regex, String field, boolean ignoreCase) {
    int fold = ignoreCase || fields.ignoresCase(field) ? Pattern.CASE_INSENSITIVE : 0;
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL | fold);
    return row -> texts(row, field).stream().anyMatch(text -> pattern.matcher(text).matches());
  }

  @Override
  public Predicate<R> match(Query.Match query) {
    if (!isText(query.field())) {
      return anyOf(List.of(query.text()), query.field(), false);
    }
    List<String> wanted = words(query.text());
    int least =
        query.all()
            ? wanted.size()
            : Math.max(1, query.minimum().map(m -> m.of(wanted.size())).orElse(1));
    return row -> {
      List<String> there = texts(row, query.field());
      return wanted.isEmpty()
          ? query.emptyMatchesAll()
          : wanted.stream().filter(there::contains).count() >= least;
    };
  }

  @Override
  public Predicate<R> matchPhrase(Query.MatchPhrase query) {
    if (!isText(query.field())) {
      return anyOf(List.of(query.text()), query.field(), false);
    }
    List<String> wanted = words(query.text());
    return row ->
        wanted.isEmpty()
            ? query.emptyMatchesAll()
            : Collections.indexOfSubList(texts(row, query.field()), wanted) >= 0;
  }

  @Override
  public Predicate<R> exists(Query.Exists query) {
    return fields.type(query.field()).isEmpty() ? matchNone() : row -> has(row, query.field());
  }

  private boolean has(R row, String field) {
    Object value = fields.value(row, field);
    return value instanceof List<?> list ? !list.isEmpty() : value != null;
  }

  @Override
  public Predicate<R> range(Query.Range query) {
    return row -> {
      Object value = fields.type(query.field()).isEmpty() ? null : fields.value(row, query.field());
      if (value instanceof BigDecimal number) {
        return within(number, query, BigDecimal::new);
      }
      if (value instanceof Instant time) {
        return withinTimes(time, query);
      }
      return texts(row, query.field()).stream()
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

  private static boolean withinTimes(Instant time, Query.Range range) {
    boolean above =
        range
            .lower()
            .map(b -> !time.isBefore(b.inclusive() ? from(b.value()) : until(b.value())))
            .orElse(true);
    return above
        && range
            .upper()
            .map(b -> time.isBefore(b.inclusive() ? until(b.value()) : from(b.value())))
            .orElse(true);
  }
}
