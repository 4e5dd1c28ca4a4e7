package io.gazetteer.source;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for a value that was too large to be taken from a server. The connection puts it in the
 * value's place; the source replaces it with words. It holds a number that no server knows, so that
 * none can write it.
 */
public final class OversizedValue {

  /** Name of the attribute that stands in for attributes that were too large as a whole. */
  public static final String NOT_READ = "not_read";

  private static final String BEGIN =
      "\u0001oversized-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ":";
  private static final char END = '\u0001';
  private static final Pattern MARK = Pattern.compile(Pattern.quote(BEGIN) + "([0-9]+)" + END);

  private static final AtomicLong MADE = new AtomicLong();

  private OversizedValue() {}

  /** What stands in for a value of so many bytes. */
  public static String mark(long bytes) {
    MADE.incrementAndGet();
    return BEGIN + bytes + END;
  }

  /**
   * How many were made since this process began. Where the number is what it was when a read began,
   * no row of that read holds one; cheap, to save a look at every value.
   */
  public static long made() {
    return MADE.get();
  }

  /** Whether a text is or holds a stand-in. */
  public static boolean isIn(String text) {
    return text != null && text.length() > BEGIN.length() && text.contains(BEGIN);
  }

  /** The same text with words in place of stand-ins. */
  public static String inWords(String text) {
    return MARK.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement("(not read: %s bytes)".formatted(found.group(1))));
  }
}
