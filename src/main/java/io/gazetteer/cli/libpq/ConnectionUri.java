package io.gazetteer.cli.libpq;

import io.gazetteer.common.FieldErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection URI as libpq reads it: {@code
 * postgresql://[user[:password]@][host][:port][/dbname][?name=value[&...]]}.
 */
public final class ConnectionUri {

  /** Everything before an {@code @} is user and password, except if it contains a slash. */
  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^@/]*)@)?((?:\\[[^\\]/?]*\\]|[^/?])*)(?:/([^?]*))?(?:\\?(.*))?",
          Pattern.DOTALL);

  private static final Pattern PLACE =
      Pattern.compile("(\\[[^\\]]+\\]|[^:\\[][^:]*)?(?::([^:]*))?");

  private static final Pattern BLANKS_AROUND = Pattern.compile("^ +| +$");

  private ConnectionUri() {}

  public static boolean isUri(String text) {
    return text.startsWith("postgresql://") || text.startsWith("postgres://");
  }

  /**
   * Returns its parts by libpq's names. An empty host, port, user, password or database is ignored;
   * an empty parameter overrides other places. FieldErrors never quote the text, which may contain
   * a password.
   */
  public static Map<String, String> read(String text, FieldErrors errors) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      errors.add("URI", "must begin with postgresql:// or postgres://");
      return found;
    }
    if (uri.group(1) != null) {
      String[] who = uri.group(1).split(":", 2);
      put(found, "user", who[0], errors);
      put(found, "password", who.length > 1 ? who[1] : "", errors);
    }
    if (uri.group(2).contains(",")) {
      errors.add("URI", "must name one host");
      return found;
    }
    Matcher place = PLACE.matcher(uri.group(2));
    if (!place.matches()) {
      errors.add("URI", "must have an IPv6 address in brackets, and one port at most");
      return found;
    }
    String host = Optional.ofNullable(place.group(1)).orElse("");
    put(found, "host", host.startsWith("[") ? host.substring(1, host.length() - 1) : host, errors);
    put(found, "port", place.group(2), errors);
    put(found, "dbname", uri.group(3), errors);
    if (uri.group(4) != null && !uri.group(4).isEmpty()) {
      parameters(uri.group(4), found, errors);
    }
    return found;
  }

  private static void parameters(String query, Map<String, String> found, FieldErrors errors) {
    String pairs = query.endsWith("&") ? query.substring(0, query.length() - 1) : query;
    for (String pair : pairs.split("&", -1)) {
      String[] parts = pair.split("=", -1);
      if (parts.length == 2) {
        parameter(decoded(parts[0], errors), decoded(parts[1], errors), found);
      } else {
        errors.add(
            "URI", "must have name=value behind the question mark; write = in a value as %3D");
      }
    }
  }

  /** Adds a parameter; the last one wins, so aliases are resolved here. */
  private static void parameter(String name, String value, Map<String, String> found) {
    boolean required =
        name.equals("requiressl")
            ? value.startsWith("1")
            : name.equals("ssl") && value.equals("true");
    if (required) {
      found.put("sslmode", "require");
    } else {
      found.put(name, value);
    }
  }

  private static void put(
      Map<String, String> found, String name, String value, FieldErrors errors) {
    if (value != null && !value.isEmpty()) {
      found.put(name, decoded(value, errors));
    }
  }

  /** Decodes percent escapes; unlike in forms, a plus stays a plus. */
  private static String decoded(String given, FieldErrors errors) {
    String text = BLANKS_AROUND.matcher(given).replaceAll("");
    if (text.indexOf(' ') >= 0) {
      errors.add("URI", "must have no spaces; write them as %20");
      return "";
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.put(in[i]);
        continue;
      }
      int high = i + 2 <= in.length - 1 ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 <= in.length - 1 ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        errors.add("URI", "must have two hexadecimal digits, not both 0, behind each %");
        return "";
      }
      out.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException notText) {
      errors.add("URI", "must be UTF-8 where it is written with %");
      return "";
    }
  }
}
