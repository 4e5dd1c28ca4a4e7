package io.gazetteer.search;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts values of a request to the type of their field. */
final class Values {

  private static final int MAX_DIGITS = 300;
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Values() {}

  /**
   * Long where it is whole and fits, so that indexes over whole numbers serve; else BigDecimal.
   *
   * @throws BadValue where it is no number
   */
  static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      // An exponent of a million would be a megabyte of digits on its way to the catalog database.
      if (Math.abs((long) number.scale()) + number.precision() > MAX_DIGITS) {
        throw new BadValue("'" + text + "' has too many digits");
      }
      BigDecimal whole = number.stripTrailingZeros();
      boolean isLong = whole.scale() <= 0 && whole.precision() - whole.scale() <= 18;
      return isLong ? (Object) whole.longValueExact() : number;
    } catch (NumberFormatException malformed) {
      throw new BadValue("'" + text + "' is not a number");
    }
  }

  /**
   * {@code true} or {@code false}.
   *
   * @throws BadValue where it is neither
   */
  static Boolean bool(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new BadValue("'" + text + "' is neither true nor false");
  }

  /**
   * A guid in its canonical form, in lower case; empty for any other text, which equals no guid.
   */
  static Optional<String> guid(String text) {
    return GUID.matcher(text).matches() ? Optional.of(asciiLower(text)) : Optional.empty();
  }

  /** ASCII letters in lower case, everything else as it is: the same as lower() in C collation. */
  static String asciiLower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  /** The name of an enum constant as requests write it. */
  static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
