package io.gazetteer.common;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON in UTF-8 that grows in memory, written by whoever makes millions of small texts; all else
 * takes Jackson, whose text this is to the byte. It sets commas and escapes; that names, values and
 * brackets come in an order that makes sense is the caller's part. Used again after {@link #clear}.
 * One thread at a time.
 */
public final class JsonBytes {

  private static final int FIRST_SIZE = 1024;

  /**
   * Limit of the cache of names, which come from code and from the options of a source. The cache
   * is cleared when it is reached.
   */
  private static final int NAMES_AT_MOST = 2048;

  /** What one byte of a text may become: a backslash, u and four digits. */
  private static final int LONGEST_ESCAPE = 6;

  private static final byte[] NULL = utf8("null");
  private static final byte[] TRUE = utf8("true");
  private static final byte[] FALSE = utf8("false");
  private static final byte[] LOWEST = utf8(String.valueOf(Long.MIN_VALUE));

  /** By byte, what is written in its place; null for most. */
  private static final byte[][] ESCAPES = escapes();

  private final Map<String, byte[]> names = new HashMap<>();
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] escapes() {
    byte[][] escapes = new byte[256][];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = utf8(String.format("\\u%04X", c));
    }
    escapes['\b'] = utf8("\\b");
    escapes['\t'] = utf8("\\t");
    escapes['\n'] = utf8("\\n");
    escapes['\f'] = utf8("\\f");
    escapes['\r'] = utf8("\\r");
    escapes['"'] = utf8("\\\"");
    escapes['\\'] = utf8("\\\\");
    return escapes;
  }

  public JsonBytes clear() {
    length = 0;
    return this;
  }

  public int length() {
    return length;
  }

  /** Takes out what was written behind so many bytes, and gives it back. */
  public byte[] taken(int from) {
    byte[] taken = Arrays.copyOfRange(bytes, from, length);
    length = from;
    return taken;
  }

  /** Bytes as they are, with no comma before. */
  public JsonBytes raw(byte[] some) {
    return raw(some, 0, some.length);
  }

  /** Likewise a part of them. */
  public JsonBytes raw(byte[] some, int offset, int count) {
    makeRoom(count);
    System.arraycopy(some, offset, bytes, length, count);
    length += count;
    return this;
  }

  public JsonBytes raw(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** A comma, unless this is where a list or an object begins. */
  public JsonBytes comma() {
    byte last = bytes[length - 1];
    return last == '{' || last == '[' ? this : raw(',');
  }

  /** The name of a member, with what stands before and behind it. */
  public JsonBytes name(String name) {
    byte[] quoted = names.get(name);
    if (quoted == null) {
      if (names.size() == NAMES_AT_MOST) {
        names.clear();
      }
      quoted = new JsonBytes().quoted(name).raw(':').toByteArray();
      names.put(name, quoted);
    }
    return comma().raw(quoted);
  }

  /** The members of an object that was written before; there may be none. */
  public JsonBytes members(byte[] object) {
    return members(object, 1, object.length - 1);
  }

  /** Whole members of such an object, between two of its positions. */
  public JsonBytes members(byte[] object, int from, int end) {
    return from < end ? comma().raw(object, from, end - from) : this;
  }

  public JsonBytes quoted(String text) {
    return raw('"').escaped(text).raw('"');
  }

  /** A text between quotes, unchanged. */
  public JsonBytes escaped(String text) {
    byte[] utf8 = utf8(text);
    makeRoom(utf8.length);
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte[] escape = ESCAPES[utf8[i] & 0xff];
      if (escape != null) {
        raw(utf8, from, i - from);
        makeRoom(LONGEST_ESCAPE);
        raw(escape);
        from = i + 1;
      }
    }
    return raw(utf8, from, utf8.length - from);
  }

  public JsonBytes number(long number) {
    if (number < 0) {
      if (number == Long.MIN_VALUE) {
        return raw(LOWEST);
      }
      raw('-');
      number = -number;
    }
    int digits = 1;
    for (long left = number; left > 9; left /= 10) {
      digits++;
    }
    makeRoom(digits);
    length += digits;
    long left = number;
    for (int i = 1; i <= digits; i++) {
      bytes[length - i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return this;
  }

  public JsonBytes truth(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  /**
   * Any value that a source hands out.
   *
   * @param value null, text, whole number, truth value, or a list or map of those; anything else is
   *     written as its text
   */
  public JsonBytes any(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof List<?> list) {
      raw('[');
      for (Object element : list) {
        comma().any(element);
      }
      return raw(']');
    } else if (value instanceof Map<?, ?> map) {
      raw('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        name(String.valueOf(entry.getKey())).any(entry.getValue());
      }
      return raw('}');
    } else if (value instanceof Long || value instanceof Integer) {
      return number(((Number) value).longValue());
    } else if (value instanceof Number number) {
      return raw(utf8(number.toString()));
    } else if (value instanceof Boolean flag) {
      return truth(flag);
    }
    return value == null ? raw(NULL) : quoted(value.toString());
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
