package io.gazetteer.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits text into words for searches in TEXT fields: runs of letters and decimal digits of any
 * script, in lower case; an underscore separates words. A final sigma counts as any other sigma,
 * because whether it is final depends on where words are split. The SQL expression does the same
 * with ICU's rules, so that it depends on neither the locale of the server nor that of the
 * database. An index over {@link #array} serves {@code match} and {@code term}.
 */
final class Words {

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  private Words() {}

  /** The words of a text, repeated ones too, in order. */
  static List<String> of(String text) {
    return Arrays.stream(SEPARATOR.split(text.toLowerCase(Locale.ROOT).replace('\u03C2', '\u03C3')))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9]{3,}");

  /**
   * Whether wherever a text has the word, its ASCII letters in lower case hold the word as it is,
   * long enough for an index of trigrams. The capital letters K (Kelvin) and dotted I become ASCII
   * letters here and not there.
   */
  static boolean hasTrigram(String word) {
    return PLAIN.matcher(word).matches();
  }

  /** {@code text[]} expression of the words of an expression; may hold empty words. */
  static String array(String sql) {
    return "regexp_split_to_array(" + lower(sql) + ", '[^[:alnum:]]+')";
  }

  /** Text expression with one space before and behind each word. */
  static String line(String sql) {
    return "(' ' || regexp_replace(" + lower(sql) + ", '[^[:alnum:]]+', ' ', 'g') || ' ')";
  }

  private static String lower(String sql) {
    return "translate(lower((" + sql + ") COLLATE \"und-x-icu\"), '\u03C2', '\u03C3')";
  }
}
