package io.gazetteer.source.postgres.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.source.OversizedValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of COPY's text format (PostgreSQL documentation, "COPY", File Formats), which separates
 * fields by tabs, writes NULL as {@code \N} and escapes control characters by a backslash. Reused
 * from row to row: take what you need before the next.
 */
public final class CopyRow {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};
  private static final TypeReference<List<LinkedHashMap<String, Object>>> OBJECTS =
      new TypeReference<>() {};

  private byte[] line;
  // No statement of ours yields more columns.
  private final int[] starts = new int[32];
  private final int[] ends = new int[32];
  private int fields;
  private byte[] scratch = new byte[256];

  /** Takes the next row: a line as the server sent it, with or without its end. */
  public void reset(byte[] newLine) {
    line = newLine;
    fields = 0;
    int end =
        newLine.length > 0 && newLine[newLine.length - 1] == '\n'
            ? newLine.length - 1
            : newLine.length;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || newLine[i] == '\t') {
        starts[fields] = start;
        ends[fields] = i;
        fields++;
        start = i + 1;
      }
    }
  }

  /** Whether the field is NULL. */
  public boolean isNull(int field) {
    return ends[field] - starts[field] == 2
        && line[starts[field]] == '\\'
        && line[starts[field] + 1] == 'N';
  }

  /** The field as text; null for NULL. */
  public String text(int field) {
    if (isNull(field)) {
      return null;
    }
    int start = starts[field];
    int end = ends[field];
    for (int i = start; i < end; i++) {
      if (line[i] == '\\') {
        return unescaped(start, end);
      }
    }
    return new String(line, start, end - start, StandardCharsets.UTF_8);
  }

  /** The fields of a JSON object of texts, in order; empty for NULL. */
  public Map<String, String> texts(int field) {
    if (isNull(field)) {
      return Map.of();
    }
    String text = text(field);
    if (OversizedValue.isIn(text)) {
      return Map.of(OversizedValue.NOT_READ, text);
    }
    try {
      return JSON.readValue(text, TEXTS);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("PostgreSQL wrote JSON that cannot be read", failure);
    }
  }

  /** The elements of a JSON array of objects, in order; empty for NULL. */
  public List<LinkedHashMap<String, Object>> objects(int field) {
    if (isNull(field)) {
      return List.of();
    }
    String text = text(field);
    if (OversizedValue.isIn(text)) {
      return List.of(new LinkedHashMap<>(Map.of(OversizedValue.NOT_READ, text)));
    }
    try {
      return JSON.readValue(text, OBJECTS);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("PostgreSQL wrote JSON that cannot be read", failure);
    }
  }

  private String unescaped(int start, int end) {
    if (scratch.length < end - start) {
      scratch = new byte[end - start];
    }
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = line[i];
      if (b == '\\') {
        i++;
        b =
            switch (line[i]) {
              case 'b' -> (byte) '\b';
              case 'f' -> (byte) '\f';
              case 'n' -> (byte) '\n';
              case 'r' -> (byte) '\r';
              case 't' -> (byte) '\t';
              case 'v' -> (byte) 0x0b;
              default -> line[i];
            };
      }
      scratch[length++] = b;
    }
    return new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  /** A field that is never NULL, as a whole number; oids fit. */
  public long number(int field) {
    long value = 0;
    int i = starts[field];
    boolean negative = line[i] == '-';
    if (negative) {
      i++;
    }
    for (; i < ends[field]; i++) {
      value = value * 10 + (line[i] - '0');
    }
    return negative ? -value : value;
  }

  /**
   * The same as an int.
   *
   * @throws ArithmeticException where it does not fit, as an oid may not
   */
  public int intNumber(int field) {
    return Math.toIntExact(number(field));
  }

  /** A boolean field; false for NULL. */
  public boolean flag(int field) {
    return line[starts[field]] == 't';
  }

  /** The first byte of a {@code "char"} column; 0 for an empty one, as in {@code attidentity}. */
  public char letter(int field) {
    return ends[field] == starts[field] ? 0 : (char) line[starts[field]];
  }

  /** An array of small numbers, written {@code {1,2}} or, for int2vector, {@code 1 2}. */
  public int[] numbers(int field) {
    int[] values = new int[(ends[field] - starts[field]) / 2 + 1];
    int count = 0;
    int value = 0;
    boolean negative = false;
    boolean inside = false;
    for (int i = starts[field]; i < ends[field]; i++) {
      byte b = line[i];
      if (b >= '0' && b <= '9') {
        value = value * 10 + (b - '0');
        inside = true;
      } else if (b == '-') {
        negative = true;
      } else if (inside) {
        values[count++] = negative ? -value : value;
        value = 0;
        negative = false;
        inside = false;
      }
    }
    if (inside) {
      values[count++] = negative ? -value : value;
    }
    return Arrays.copyOf(values, count);
  }
}
