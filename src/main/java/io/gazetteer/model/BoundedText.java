package io.gazetteer.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Paths and names short enough for every index that holds them. PostgreSQL's b-trees and GIN take
 * keys of 2,700 bytes; a source names its objects as it likes, for example a routine by a hundred
 * argument types. What is longer is cut, and a digest of the whole keeps it apart from its likes.
 */
public final class BoundedText {

  /** Bytes of a path: with the other columns of any index that holds it, it still fits. */
  public static final int MAX_PATH = 2_000;

  /** Bytes of a name; counted together with a connection's path and a database's name. */
  public static final int MAX_NAME = 1_000;

  /**
   * Bytes of the name of a database or schema, of which an index holds both, together with a
   * connection's path (500) and the name of a workflow or an asset.
   */
  public static final int MAX_PLACE = 500;

  private static final int DIGEST = 64;

  /** No UTF-16 unit comes to more bytes of UTF-8. */
  private static final int MAX_BYTES_OF_UNIT = 3;

  private BoundedText() {}

  /** Whether a text is short enough as it is. */
  public static boolean fits(String text, int maxBytes) {
    // Nearly all are short; encoding a million of them would show.
    return text.length() * (long) MAX_BYTES_OF_UNIT <= maxBytes
        || (text.length() <= maxBytes && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
  }

  /** The text where it is short enough, else its beginning, {@code ~}, and its SHA-256. */
  public static String bounded(String text, int maxBytes) {
    if (fits(text, maxBytes)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = maxBytes - DIGEST - 1;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    String begin = new String(bytes, 0, end, StandardCharsets.UTF_8);
    // An escape that was cut into would read as something else.
    int escape = begin.lastIndexOf('%');
    if (escape >= 0 && escape > begin.length() - "%2F".length()) {
      begin = begin.substring(0, escape);
    }
    return begin + '~' + sha256(bytes);
  }

  /** The name of a database or schema as it is stored beside assets; null where there is none. */
  public static String place(String name) {
    return name == null ? null : bounded(name, MAX_PLACE);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
