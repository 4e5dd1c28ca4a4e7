package io.gazetteer.search;

import java.util.Map;
import java.util.Optional;

/**
 * A field that requests may name. All SQL in it is written by us, never taken from a request.
 *
 * @param sql the expression that yields it
 * @param type how it compares
 * @param ignoreCase true where even exact clauses compare without regard to case
 * @param required true where no row is without it, so that sorting need not mind that
 * @param conditions of a field that ignores case and has values that are known beforehand: such a
 *     value in lower case to the condition under which a row has it, which an index serves better
 *     than a comparison without regard to case; empty for all others
 * @param narrowed condition that holds wherever the field equals a value, to be found by an index;
 *     each question mark stands for the value
 * @param contained how an index of trigrams finds what has a text inside; empty where there is none
 */
public record Field(
    String sql,
    FieldType type,
    boolean ignoreCase,
    boolean required,
    Map<String, String> conditions,
    Optional<String> narrowed,
    Optional<Contained> contained) {

  /**
   * What an index of trigrams finds.
   *
   * @param each condition that holds wherever the field fits a LIKE pattern, without regard to the
   *     case of ASCII letters; each question mark stands for the pattern in lower case
   * @param within the condition on a row, in which each {@code %s} stands for {@code each} of all
   *     patterns; just {@code %s} where they are conditions on the row themselves
   * @param unless condition of the rows whose words it would miss, because letters become ASCII
   *     letters in them that are none in the index; empty where it misses none
   */
  public record Contained(String each, String within, Optional<String> unless) {}

  public Field {
    conditions = Map.copyOf(conditions);
  }

  public Field(String sql, FieldType type) {
    this(sql, type, false);
  }

  public Field(String sql, FieldType type, boolean ignoreCase) {
    this(sql, type, ignoreCase, false, Map.of(), Optional.empty(), Optional.empty());
  }

  /** The same for a field that every row has. */
  public Field asRequired() {
    return new Field(sql, type, ignoreCase, true, conditions, narrowed, contained);
  }

  /** The same with values that are known beforehand. */
  public Field withConditions(Map<String, String> known) {
    return new Field(sql, type, ignoreCase, required, known, narrowed, contained);
  }

  /** The same with a condition that an index serves. */
  public Field narrowedBy(String condition) {
    return new Field(
        sql, type, ignoreCase, required, conditions, Optional.of(condition), contained);
  }

  /** The same with a condition that an index of trigrams serves. */
  public Field containedBy(Contained index) {
    return new Field(sql, type, ignoreCase, required, conditions, narrowed, Optional.of(index));
  }

  /** The same field searched by words. */
  public Field asText() {
    return new Field(
        sql, FieldType.TEXT, ignoreCase, required, Map.of(), Optional.empty(), contained);
  }
}
