package io.gazetteer.source.postgres.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.source.EscapedBytes;
import io.gazetteer.source.OversizedValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of COPY's text format (PostgreSQL documentation, "COPY", File Formats), which separates
 * fields by tabs, writes NULL as {@code \N} and escapes control characters by a backslash. Reused
 * from row to row: take what you need before the next.
 *
 * @param <C> the columns of the query, named as its select list names them; where each of them is
 *     in a row is looked up once per query
 */
// A lookup of a place for each value read must be an access to an array.
@SuppressWarnings("EnumOrdinal")
public final class CopyRow<C extends Enum<C>> {

  /** An escape that no other backslash takes the meaning from. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private static final Pattern FROM = Pattern.compile("\\bFROM\\s+(?:pg_catalog\\.)?(pg_\\w+)");
  private static final int MAX_DIGITS = 19;
  private static final int MAX_NAMED = 60;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final ServerText ofDatabase;
  private final String subject;
  private final int[] places;
  private final int[] starts;
  private final int[] ends;
  private long rows;
  private byte[] line;
  private int fields;
  private byte[] scratch = new byte[256];
  private boolean escaped;

  /**
   * For rows of one query.
   *
   * @param ofDatabase how the database writes texts
   * @param query whose select list names the columns
   */
  public CopyRow(ServerText ofDatabase, String query, Class<C> columns) {
    this.ofDatabase = ofDatabase;
    this.subject = subject(query);
    this.places = SelectList.places(query, columns);
    this.starts = new int[places.length];
    this.ends = new int[places.length];
  }

  /** The first catalog that a query reads, by which people find what it is about. */
  private static String subject(String query) {
    Matcher from = FROM.matcher(query);
    return from.find() ? from.group(1) : "a catalog";
  }

  /** Takes the next row: a line as the server sent it, with or without its end. */
  public void reset(byte[] newLine) {
    line = newLine;
    fields = 0;
    rows++;
    escaped = false;
    int end =
        newLine.length > 0 && newLine[newLine.length - 1] == '\n'
            ? newLine.length - 1
            : newLine.length;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || newLine[i] == '\t') {
        if (fields == starts.length) {
          throw malformed("it has more than %d fields".formatted(fields));
        }
        starts[fields] = start;
        ends[fields] = i;
        fields++;
        start = i + 1;
      }
    }
    if (fields < starts.length) {
      throw malformed("it has %d fields instead of %d".formatted(fields, starts.length));
    }
  }

  /** The text of a JSON value, in which no NUL character is written; null for NULL. */
  public String checkedJson(String json) {
    if (json != null && json.contains("\\u0000") && NUL.matcher(json).find()) {
      throw malformed("JSON in it holds a NUL character");
    }
    return json;
  }

  /**
   * An error that names the object of this row, which is the first field, as far as it is there.
   */
  public MalformedRowException malformed(String why) {
    String object =
        fields == 0
            ? ""
            : ServerEncodings.shared()
                .text(line, starts[0], Math.min(ends[0], starts[0] + MAX_NAMED));
    return new MalformedRowException(
        "row %d of %s (object %s): %s".formatted(rows, subject, object.replace("\0", "\\0"), why));
  }

  private static String name(Enum<?> column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the field is NULL. */
  public boolean isNull(C column) {
    return isNull(places[column.ordinal()]);
  }

  private boolean isNull(int field) {
    return ends[field] - starts[field] == 2
        && line[starts[field]] == '\\'
        && line[starts[field] + 1] == 'N';
  }

  /** The field as text of the database; null for NULL. */
  public String text(C column) {
    return noted(text(column, ofDatabase));
  }

  private String noted(String text) {
    if (text != null && text.indexOf(EscapedBytes.MARK) >= 0) {
      escaped |= EscapedBytes.isIn(text);
    }
    return text;
  }

  /**
   * The field as a text that all databases of the server share, as the name of a role is; null for
   * NULL.
   */
  public String shared(C column) {
    return text(column, ServerEncodings.shared());
  }

  /**
   * The field as text of the database in which shared texts stand between marks ({@link
   * MarkedText}); null for NULL.
   */
  public String withShared(C column) {
    return noted(text(column, new MarkedText(ofDatabase, ServerEncodings.shared())));
  }

  /** The field as shared text in which texts of the database stand between marks. */
  public String sharedWithText(C column) {
    return noted(text(column, new MarkedText(ServerEncodings.shared(), ofDatabase)));
  }

  /**
   * Whether a text of this row besides {@link #shared} ones holds escaped bytes, as it is not valid
   * in its encoding.
   */
  public boolean escaped() {
    return escaped;
  }

  private String text(C column, ServerText decoder) {
    int field = places[column.ordinal()];
    if (isNull(field)) {
      return null;
    }
    int start = starts[field];
    int end = ends[field];
    for (int i = start; i < end; i++) {
      if (line[i] == '\\') {
        return unescaped(start, end, decoder);
      }
      if (line[i] == 0) {
        throw malformed("field %s holds a NUL character".formatted(name(column)));
      }
    }
    return decoder.text(line, start, end);
  }

  /** The fields of a JSON object of texts, in order; empty for NULL. */
  public Map<String, String> texts(C column) {
    return parsed(text(column));
  }

  /** The same of texts that all databases of the server share. */
  public Map<String, String> sharedTexts(C column) {
    return parsed(shared(column));
  }

  private Map<String, String> parsed(String json) {
    if (json == null) {
      return Map.of();
    }
    if (OversizedValue.isIn(json)) {
      return Map.of(OversizedValue.NOT_READ, json);
    }
    try {
      return JSON.readValue(checkedJson(json), TEXTS);
    } catch (JsonProcessingException failure) {
      throw malformed("it holds JSON that cannot be read");
    }
  }

  /** The elements of a JSON array of objects, in order; empty for NULL. */
  public List<Map<String, Object>> objects(C column) {
    if (isNull(column)) {
      return List.of();
    }
    String text = text(column);
    if (OversizedValue.isIn(text)) {
      return List.of(new LinkedHashMap<>(Map.of(OversizedValue.NOT_READ, text)));
    }
    try {
      return JSON.readValue(checkedJson(text), OBJECTS);
    } catch (JsonProcessingException failure) {
      throw malformed("it holds JSON that cannot be read");
    }
  }

  private String unescaped(int start, int end, ServerText decoder) {
    if (scratch.length < end - start) {
      scratch = new byte[end - start];
    }
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = line[i];
      if (b == '\\') {
        i++;
        if (i == end) {
          throw malformed("a field ends with a backslash");
        }
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
      if (b == 0) {
        throw malformed("a field holds a NUL character");
      }
      scratch[length++] = b;
    }
    return decoder.text(scratch, 0, length);
  }

  /** A field that is never NULL, as a whole number; oids fit. */
  public long number(C column) {
    int field = places[column.ordinal()];
    long value = 0;
    int i = starts[field];
    int end = ends[field];
    boolean negative = i < end && line[i] == '-';
    if (negative) {
      i++;
    }
    if (i == end || end - i > MAX_DIGITS) {
      throw malformed("field %s is not a number".formatted(name(column)));
    }
    for (; i < end; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        throw malformed("field %s is not a number".formatted(name(column)));
      }
      value = value * 10 + digit;
    }
    // The least number of 64 bits has no positive counterpart.
    if (value < 0 && !(negative && value == Long.MIN_VALUE)) {
      throw malformed("field %s is not a number".formatted(name(column)));
    }
    return negative ? -value : value;
  }

  /**
   * The same as an int.
   *
   * @throws MalformedRowException where it does not fit, as an oid may not
   */
  public int intNumber(C column) {
    long number = number(column);
    if (number != (int) number) {
      throw malformed("field %s is too large a number".formatted(name(column)));
    }
    return (int) number;
  }

  /** A boolean field; false for NULL. */
  public boolean flag(C column) {
    return letter(column) == 't';
  }

  /** The first byte of a {@code "char"} column; 0 for an empty one, as in {@code attidentity}. */
  public char letter(C column) {
    int field = places[column.ordinal()];
    return ends[field] == starts[field] ? 0 : (char) line[starts[field]];
  }

  /** An array of small numbers, written {@code {1,2}} or, for int2vector, {@code 1 2}. */
  public int[] numbers(C column) {
    int field = places[column.ordinal()];
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
