package io.gazetteer.search;

import java.util.Map;
import java.util.Optional;

/**
 * A field that requests may name. All SQL in it is written by us, never taken from a request.
 *
 * @param sql SQL expression of its value
 * @param type how its values compare
 * @param ignoreCase whether even exact clauses are case-insensitive
 * @param required whether every row has a value, so that sorting needs no rule for nulls
 * @param conditions for a case-insensitive field with a fixed set of values: each value in lower
 *     case, with a condition for the rows that have it, which an index serves better than a
 *     case-insensitive comparison; empty for all other fields
 * @param narrowed additional conditions that an index serves
 * @param contained how an index finds texts that contain a pattern; empty if there is no such index
 * @param dictionary table with each value of the field once; empty if there is none
 */
public record Field(
    String sql,
    FieldType type,
    boolean ignoreCase,
    boolean required,
    Map<String, String> conditions,
    Narrowing narrowed,
    Optional<Contained> contained,
    Optional<Dictionary> dictionary) {

  /**
   * What an index of trigrams finds, and one of words.
   *
   * @param each condition that holds wherever the field fits a LIKE pattern, without regard to the
   *     case of ASCII letters; each question mark stands for the pattern in lower case
   * @param within the condition on a row, in which each {@code %s} stands for {@code each} of all
   *     patterns; just {@code %s} where they are conditions on the row themselves
   * @param words {@code text[]} expression of the words of the text, which is kept and has an index
   *     of its own; empty where words are found by trigrams
   * @param sought what the words of a request, for which the question mark stands, are compared as
   */
  public record Contained(String each, String within, Optional<String> words, String sought) {

    /** Words are compared as they are. */
    public Contained(String each, String within, Optional<String> words) {
      this(each, within, words, "?");
    }

    /**
     * The condition on a row that an index serves.
     *
     * @param patterns {@code each} of all patterns
     */
    SqlFragment candidates(SqlFragment patterns) {
      String[] pieces = within.split("%s", -1);
      SqlText text = new SqlText().add(pieces[0]);
      for (int i = 1; i < pieces.length; i++) {
        text.add(patterns).add(pieces[i]);
      }
      return text.build();
    }
  }

  /**
   * All values of a field, each once. What looks inside texts looks at far fewer of them there than
   * there are rows.
   *
   * @param among condition on a row that its value is that of an entry, by which an index finds all
   *     such rows; {@code %s} stands for a condition on the entry
   * @param member the same for a scan of one row after another
   * @param entry the field of an entry; its type does not matter
   */
  public record Dictionary(String among, String member, Field entry) {

    private Dictionary rowByRow() {
      return new Dictionary(member, member, entry);
    }
  }

  public Field {
    conditions = Map.copyOf(conditions);
  }

  public Field(String sql, FieldType type) {
    this(sql, type, false);
  }

  public Field(String sql, FieldType type, boolean ignoreCase) {
    this(
        sql, type, ignoreCase, false, Map.of(), Narrowing.NONE, Optional.empty(), Optional.empty());
  }

  /** A field that no row of a table has, although rows of other tables of the index may. */
  public static Field absent(FieldType type) {
    return new Field(nullOf(type), type);
  }

  private static String nullOf(FieldType type) {
    return switch (type) {
      case KEYWORD, TEXT -> "CAST(NULL AS text)";
      case NUMBER -> "CAST(NULL AS numeric)";
      case BOOLEAN -> "CAST(NULL AS boolean)";
      case TIME -> "CAST(NULL AS timestamptz)";
      case GUID -> "CAST(NULL AS uuid)";
      case KEYWORDS -> "CAST(NULL AS text[])";
    };
  }

  /** Whether no row has it. */
  boolean isAbsent() {
    return sql.equals(nullOf(type));
  }

  /** The same for a field that every row has. */
  public Field asRequired() {
    return new Field(sql, type, ignoreCase, true, conditions, narrowed, contained, dictionary);
  }

  /** The same with values that are known beforehand. */
  public Field withConditions(Map<String, String> known) {
    return new Field(sql, type, ignoreCase, required, known, narrowed, contained, dictionary);
  }

  /**
   * The same with a condition that holds if the field equals a value and that an index serves.
   *
   * @param equal each question mark stands for the value
   */
  public Field narrowedBy(String equal) {
    return narrowedBy(Narrowing.ofEqual(equal));
  }

  /** The same with conditions that an index serves. */
  public Field narrowedBy(Narrowing conditionsOfIndex) {
    return new Field(
        sql, type, ignoreCase, required, conditions, conditionsOfIndex, contained, dictionary);
  }

  /** The same with a condition that an index of trigrams serves. */
  public Field containedBy(Contained index) {
    return new Field(
        sql, type, ignoreCase, required, conditions, narrowed, Optional.of(index), dictionary);
  }

  /** The same with a place where each of its values is found once. */
  public Field keptIn(Dictionary values) {
    return new Field(
        sql, type, ignoreCase, required, conditions, narrowed, contained, Optional.of(values));
  }

  /** The same for a scan of one row after another. */
  Field rowByRow() {
    return dictionary.map(values -> keptIn(values.rowByRow())).orElse(this);
  }

  /** The same field searched by words. */
  public Field asText() {
    return of(FieldType.TEXT);
  }

  private Field of(FieldType other) {
    return new Field(
        sql, other, ignoreCase, required, Map.of(), Narrowing.NONE, contained, dictionary);
  }

  /** The field of the dictionary's entries that compares as this one does. */
  Optional<Field> entry() {
    return dictionary.map(values -> values.entry().of(type));
  }
}
