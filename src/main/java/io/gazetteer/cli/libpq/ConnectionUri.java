package io.gazetteer.cli.libpq;

import io.gazetteer.common.Faults;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection URI as libpq reads it: {@code
 * postgresql://[user[:password]@][host][:port][/dbname][?name=value[&...]]}.
 */
public final class ConnectionUri {

  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^@/?]*)@)?((?:\\[[^\\]/?]*\\]|[^/?])*)(?:/([^?]*))?(?:\\?(.*))?",
          Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([^:]*))?");

  private ConnectionUri() {}

  /** Whether a text means to be one. */
  public static boolean isUri(String text) {
    return text.startsWith("postgresql://") || text.startsWith("postgres://");
  }

  /**
   * Its parts by the names that libpq has for them; those that are missing or empty are left out.
   * Faults never hold the text, as a password may stand in it.
   */
  public static Map<String, String> read(String text, Faults faults) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      faults.add("URI", "must begin with postgresql:// or postgres://");
      return found;
    }
    if (uri.group(1) != null) {
      String[] who = uri.group(1).split(":", 2);
      put(found, "user", who[0], faults);
      put(found, "password", who.length > 1 ? who[1] : "", faults);
    }
    if (uri.group(2).contains(",")) {
      faults.add("URI", "must name one host");
      return found;
    }
    Matcher place = PLACE.matcher(uri.group(2));
    if (!place.matches()) {
      faults.add("URI", "must have an IPv6 address in brackets, and one port at most");
      return found;
    }
    String host = place.group(1);
    put(found, "host", host.startsWith("[") ? host.substring(1, host.length() - 1) : host, faults);
    put(found, "port", place.group(2), faults);
    put(found, "dbname", uri.group(3), faults);
    for (String pair : (uri.group(4) == null ? "" : uri.group(4)).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        put(found, decoded(parts[0], faults), parts[1], faults);
      } else if (!pair.isEmpty()) {
        faults.add("URI", "must have name=value behind the question mark");
      }
    }
    return found;
  }

  private static void put(Map<String, String> found, String name, String value, Faults faults) {
    if (value != null && !value.isEmpty()) {
      found.put(name, decoded(value, faults));
    }
  }

  /** A plus stays a plus, unlike in forms. */
  private static String decoded(String text, Faults faults) {
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
        faults.add("URI", "must have two hexadecimal digits, not both 0, behind each %");
        return "";
      }
      out.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException notText) {
      faults.add("URI", "must be UTF-8 where it is written with %");
      return "";
    }
  }
}
