package io.gazetteer.objectstore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Keys of objects. */
public final class ObjectKeys {

  private static final int MAX_LENGTH = 900;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_=+@%-][A-Za-z0-9._=+@%-]{0,199}");

  private ObjectKeys() {}

  /** Whether a text is a key as {@link ObjectStore} wants it. */
  public static boolean isKey(String text) {
    return text.length() <= MAX_LENGTH
        && Arrays.stream(text.split("/", -1)).allMatch(part -> PART.matcher(part).matches());
  }

  /**
   * The key itself.
   *
   * @throws IllegalArgumentException if it is not a key, which is an error of the caller
   */
  static String checked(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("Not a key of an object: " + key);
    }
    return key;
  }

  /**
   * A name from outside as one part of a key: letters, digits, {@code - _} and dots that are not
   * the first stay; each other byte of its UTF-8 is written {@code %} and two hexadecimal digits in
   * capitals. Two names never have the same part.
   */
  public static String part(String name) {
    StringBuilder part = new StringBuilder(name.length());
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
      boolean plain = letter || (one >= '0' && one <= '9') || one == '-' || one == '_';
      if (plain || (one == '.' && !part.isEmpty())) {
        part.append((char) one);
      } else {
        part.append('%').append("%02X".formatted(one & 0xff));
      }
    }
    return part.toString();
  }
}
