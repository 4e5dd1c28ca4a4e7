package io.gazetteer.search;

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

  /** All of them hold; true when there is none. */
  static SqlFragment all(List<SqlFragment> parts) {
    return join(parts, " AND ", TRUE);
  }

  /** At least one of them holds; false when there is none. */
  static SqlFragment any(List<SqlFragment> parts) {
    return join(parts, " OR ", FALSE);
  }

  /** Puts the text of this fragment between two texts of our own. */
  SqlFragment within(String before, String after) {
    return new SqlFragment(before + sql + after, parameters);
  }

  private static SqlFragment join(List<SqlFragment> parts, String glue, SqlFragment none) {
    if (parts.isEmpty()) {
      return none;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return new SqlFragment(
        parts.stream().map(SqlFragment::sql).collect(Collectors.joining(glue, "(", ")")),
        parts.stream().flatMap(part -> part.parameters().stream()).toList());
  }
}
