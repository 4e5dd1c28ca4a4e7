package io.gazetteer.search;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL with its parameters.
 *
 * @param sql text with one {@code ?} per parameter; built only from constants and the {@link
 *     Field#sql} of known fields
 * @param parameters in the order of the question marks: String, Long, BigDecimal, Boolean,
 *     OffsetDateTime or String[]; never null
 */
public record SqlFragment(String sql, List<Object> parameters) {

  static final SqlFragment TRUE = new SqlFragment("TRUE", List.of());
  static final SqlFragment FALSE = new SqlFragment("FALSE", List.of());

  public SqlFragment {
    parameters = List.copyOf(parameters);
  }

  static SqlFragment of(String sql, Object... parameters) {
    return new SqlFragment(sql, List.of(parameters));
  }

  /** A condition of ours in which each question mark stands for the same value. */
  static SqlFragment repeating(String sql, Object value) {
    long marks = sql.chars().filter(c -> c == '?').count();
    return new SqlFragment(sql, Collections.nCopies((int) marks, value));
  }

  /**
   * All of them hold; true when there is none. A constant among them is folded, so that a condition
   * that never holds is {@link #FALSE} itself.
   */
  static SqlFragment all(List<SqlFragment> parts) {
    return parts.contains(FALSE) ? FALSE : join(parts, " AND ", TRUE);
  }

  /** At least one of them holds; false when there is none. Constants are folded as well. */
  static SqlFragment any(List<SqlFragment> parts) {
    return parts.contains(TRUE) ? TRUE : join(parts, " OR ", FALSE);
  }

  /** It is false or null. */
  SqlFragment isNotTrue() {
    return equals(TRUE) ? FALSE : equals(FALSE) ? TRUE : within("((", ") IS NOT TRUE)");
  }

  /** Puts the text of this fragment between two texts of our own. */
  SqlFragment within(String before, String after) {
    return new SqlFragment(before + sql + after, parameters);
  }

  /**
   * @param neutral what changes nothing, and is what there is without any part
   */
  private static SqlFragment join(List<SqlFragment> all, String glue, SqlFragment neutral) {
    List<SqlFragment> parts = all.stream().filter(part -> !part.equals(neutral)).toList();
    if (parts.isEmpty()) {
      return neutral;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return new SqlFragment(
        parts.stream().map(SqlFragment::sql).collect(Collectors.joining(glue, "(", ")")),
        parts.stream().flatMap(part -> part.parameters().stream()).toList());
  }
}
