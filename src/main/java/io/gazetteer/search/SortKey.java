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

/**
 * One key of the ORDER BY of a search.
 *
 * @param sql expression to sort by
 * @param type how its values are read and written; empty for the tie breaker, which may be of any
 *     sortable type
 * @param required whether every row has a value
 */
record SortKey(
    String sql,
    Optional<FieldType> type,
    boolean required,
    boolean descending,
    boolean nullsFirst) {

  private static final Set<String> UNSCORED = Set.of("_score", "_doc", "_shard_doc");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** The keys of a request for an index; the last one makes the order total. */
  static List<SortKey> of(SearchIndex index, List<Sort> sorts) {
    List<SortKey> keys = new ArrayList<>();
    for (Sort sort : sorts) {
      Optional<Field> field =
          UNSCORED.contains(sort.field()) ? Optional.empty() : index.fields().field(sort.field());
      if (field.isPresent() && field.get().sql().equals(index.tieBreaker())) {
        keys.add(tieBreaker(index, sort.descending()));
        return keys;
      }
      field.ifPresent(
          known ->
              keys.add(
                  new SortKey(
                      expression(known, sort.descending()),
                      Optional.of(known.type()),
                      known.required(),
                      sort.descending(),
                      sort.nullsFirst())));
    }
    keys.add(tieBreaker(index, false));
    return keys;
  }

  private static SortKey tieBreaker(SearchIndex index, boolean descending) {
    return new SortKey(index.tieBreaker(), Optional.empty(), true, descending, false);
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

  /**
   * What follows ORDER BY for this key. Said without nulls where there are none, which keeps an
   * index's order.
   */
  String order() {
    return order(sql);
  }

  /** The same by a column that holds its values. */
  String order(String column) {
    String direction = descending ? " DESC" : " ASC";
    return column + direction + (required ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
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
