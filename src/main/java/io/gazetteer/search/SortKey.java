package io.gazetteer.search;

import io.gazetteer.search.dsl.Sort;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One key of the ORDER BY of a search.
 *
 * @param sql expression to sort by
 * @param type how its values are read and written; empty for the tie breaker, which may be of any
 *     sortable type
 * @param required whether every row has a value
 * @param walked what to order by, in the key's direction; that of the tie breaker is its key,
 *     nothing where no row has a value
 * @param narrowed conditions on the key that an index serves
 */
record SortKey(
    String sql,
    Optional<FieldType> type,
    boolean required,
    boolean descending,
    boolean nullsFirst,
    List<String> walked,
    Narrowing narrowed) {

  private static final Set<String> UNSCORED = Set.of("_score", "_doc", "_shard_doc");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** The keys of a request for a table; the last one, the tie breaker, makes the order total. */
  static List<SortKey> of(SearchTable table, List<Sort> sorts) {
    TieBreaker tieBreaker = table.tieBreaker();
    List<SortKey> keys = new ArrayList<>();
    for (Sort sort : sorts) {
      Optional<Field> field =
          UNSCORED.contains(sort.field()) ? Optional.empty() : table.fields().field(sort.field());
      if (field.isPresent() && field.get().sql().equals(tieBreaker.sql())) {
        keys.add(of(tieBreaker, sort.descending()));
        return keys;
      }
      field.ifPresent(known -> keys.add(of(known, sort)));
    }
    keys.add(of(tieBreaker, false));
    return keys;
  }

  private static SortKey of(TieBreaker tieBreaker, boolean descending) {
    return new SortKey(
        tieBreaker.sql(),
        Optional.empty(),
        true,
        descending,
        false,
        tieBreaker.key(),
        tieBreaker.narrowed());
  }

  private static SortKey of(Field field, Sort sort) {
    String sql = expression(field, sort.descending());
    boolean single = field.type() != FieldType.KEYWORDS && field.type() != FieldType.TEXT;
    return new SortKey(
        sql,
        Optional.of(field.type()),
        field.required(),
        sort.descending(),
        sort.nullsFirst(),
        field.isAbsent() ? List.of() : List.of(sql),
        single ? field.narrowed() : Narrowing.NONE);
  }

  private static String expression(Field field, boolean descending) {
    return switch (field.type()) {
      case KEYWORD, TEXT -> "(" + field.sql() + ") COLLATE \"C\"";
      case KEYWORDS ->
          "(SELECT "
              + (descending ? "max" : "min")
              + "(element COLLATE \"C\") FROM unnest("
              + field.sql()
              + ") AS element)";
      case NUMBER, BOOLEAN, TIME, GUID -> "(" + field.sql() + ")";
    };
  }

  /** What follows ORDER BY for the keys of a table. */
  static String order(List<SortKey> keys) {
    return keys.stream()
        .flatMap(key -> key.walked.stream().map(key::order))
        .collect(Collectors.joining(", "));
  }

  /**
   * What follows ORDER BY for an expression with the values of the key. Said without nulls where
   * there are none, which keeps an index's order.
   */
  String order(String expression) {
    String direction = descending ? " DESC" : " ASC";
    return expression + direction + (required ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }

  /** Whether no row of the table has a value. */
  boolean isAbsent() {
    return walked.isEmpty();
  }

  /** Whether rows are ordered by the expression itself, and not by columns that sort as it does. */
  boolean isWalkedItself() {
    return walked.equals(List.of(sql));
  }

  /** The same key where rows of other tables follow among those of this one. */
  SortKey among(List<SortKey> others) {
    boolean everywhere = required && others.stream().allMatch(SortKey::required);
    return new SortKey(sql, type, everywhere, descending, nullsFirst, walked, narrowed);
  }

  /** The value of a row, as {@link Hit#sortValues} promises it. */
  Object read(ResultSet row, String column) throws SQLException {
    Object value =
        type.equals(Optional.of(FieldType.TIME))
            ? row.getObject(column, OffsetDateTime.class)
            : row.getObject(column);
    if (value instanceof OffsetDateTime time) {
      return epochMillis(time);
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** Long, or BigDecimal where the time is finer than a millisecond. */
  static Number epochMillis(OffsetDateTime time) {
    long micros =
        Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000L), time.getNano() / 1000);
    return micros % 1000 == 0
        ? (Number) (micros / 1000)
        : BigDecimal.valueOf(micros).divide(THOUSAND);
  }

  /**
   * The value of a {@code search_after}, ready to be bound.
   *
   * @param value String, BigDecimal, Boolean, or null
   * @return empty where rows without a value are meant
   * @throws BadValue where it does not fit the key
   */
  Optional<Object> bindable(Object value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
    if (type.isEmpty()) {
      return Optional.of(new Untyped(text));
    }
    return Optional.of(
        switch (type.get()) {
          case KEYWORD, TEXT, KEYWORDS -> text;
          case GUID -> new Untyped(Values.guid(text).orElseThrow(SortKey::noGuid));
          case NUMBER -> Values.number(text);
          case BOOLEAN -> Values.bool(text);
          case TIME ->
              value instanceof BigDecimal epochMillis
                  ? time(epochMillis)
                  : TimeExpression.parse(text, ZoneOffset.UTC, now).from();
        });
  }

  private static BadValue noGuid() {
    return new BadValue("a sort value is not a guid");
  }

  private static OffsetDateTime time(BigDecimal epochMillis) {
    try {
      long micros = epochMillis.multiply(THOUSAND).longValueExact();
      return Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L)
          .atOffset(ZoneOffset.UTC);
    } catch (ArithmeticException notMicros) {
      throw new BadValue("a sort value is not a time in epoch milliseconds");
    }
  }

  /** A text whose type the catalog database works out from what it is compared with. */
  record Untyped(String text) {}
}
