package io.gazetteer.connection.guard;

import io.gazetteer.source.ServerLimitException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's first SCRAM message (RFC 5802, "r=…,s=…,i=…"), in which it sets the number of
 * iterations for us.
 */
final class ScramMessage {

  private static final Pattern ITERATIONS = Pattern.compile("(?:^|,)i=([0-9]*)");
  private static final int DIGITS = 9;

  private ScramMessage() {}

  static void check(byte[] message, int from, int limit) throws ServerLimitException {
    String text = new String(message, from, message.length - from, StandardCharsets.ISO_8859_1);
    Matcher found = ITERATIONS.matcher(text);
    while (found.find()) {
      String digits = found.group(1).replaceFirst("^0+", "");
      if (digits.length() > DIGITS || (!digits.isEmpty() && Integer.parseInt(digits) > limit)) {
        throw new ServerLimitException(
            "it asks for more than %,d SCRAM iterations (gazetteer.source.max-scram-iterations)"
                .formatted(limit));
      }
    }
  }
}
