package io.gazetteer.source.postgres.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a query returns which column, from the text of the query: COPY names no columns, and
 * asking the server would take a round trip for each statement. Each column must have a name that
 * is written out, as {@code AS name} or as the column of a table.
 */
// Places are kept in an array, for the sake of CopyRow.
@SuppressWarnings("EnumOrdinal")
public final class SelectList {

  private static final Pattern LIST =
      Pattern.compile(
          "\\bSELECT\\b(?:\\s+DISTINCT\\b)?(.*?)(?:\\b(?:FROM|WHERE|UNION)\\b|$)", Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("\\s*(?:.*\\sAS\\s+|(?:\\w+\\.)?)([a-z_]\\w*)\\s*", Pattern.DOTALL);

  private SelectList() {}

  /**
   * The place of each constant's column in the rows of a query, by ordinal. Constants are called as
   * the columns, in upper case.
   *
   * @throws IllegalArgumentException when the names are not those of the query
   */
  static int[] places(String query, Class<? extends Enum<?>> columns) {
    List<String> names = names(query);
    Enum<?>[] constants = columns.getEnumConstants();
    int[] places = new int[constants.length];
    for (Enum<?> constant : constants) {
      places[constant.ordinal()] = names.indexOf(constant.name().toLowerCase(Locale.ROOT));
      if (places[constant.ordinal()] < 0) {
        throw new IllegalArgumentException(
            "%s.%s is no column of a query that returns %s"
                .formatted(columns.getName(), constant.name(), names));
      }
    }
    if (names.size() != constants.length) {
      throw new IllegalArgumentException(
          "A query returns %s, of which %s does not have all".formatted(names, columns.getName()));
    }
    return places;
  }

  /** The names of the columns that a query returns, in order. */
  public static List<String> names(String query) {
    String outside = outside(query);
    Matcher list = LIST.matcher(outside);
    if (!list.find()) {
      throw new IllegalArgumentException("Not a query: " + query);
    }
    List<String> names = new ArrayList<>();
    for (String item : list.group(1).split(",", -1)) {
      Matcher named = NAMED.matcher(item);
      if (!named.matches()) {
        throw new IllegalArgumentException("A column has no name: " + item.strip());
      }
      names.add(named.group(1));
    }
    return names;
  }

  /** The query without what stands in parentheses, brackets and quotes. */
  private static String outside(String query) {
    StringBuilder outside = new StringBuilder(query.length());
    int depth = 0;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfQuotes(query, i);
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0) {
        outside.append(c);
      }
    }
    return outside.toString();
  }

  /** A doubled quote reads as two texts side by side, which is the same here. */
  private static int endOfQuotes(String query, int start) {
    char quote = query.charAt(start);
    boolean escapes = quote == '\'' && start > 0 && query.charAt(start - 1) == 'E';
    int end = start + 1;
    while (query.charAt(end) != quote) {
      end += escapes && query.charAt(end) == '\\' ? 2 : 1;
    }
    return end;
  }
}
