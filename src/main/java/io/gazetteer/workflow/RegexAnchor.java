package io.gazetteer.workflow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes PostgreSQL regular expressions match whole names. */
public final class RegexAnchor {

  /** PostgreSQL accepts options only at the start of an expression. */
  private static final Pattern OPTIONS = Pattern.compile("^\\(\\?([a-z]+)\\)");

  private RegexAnchor() {}

  /**
   * Returns an expression that matches exactly the names that {@code regex} matches as a whole.
   * Leading options such as {@code (?i)} stay in front. A lone {@code *} means any name, as in the
   * SDKs' filters.
   */
  public static String anchored(String regex) {
    if (regex.equals("*")) {
      return "^.*$";
    }
    Matcher options = OPTIONS.matcher(regex);
    String front = options.find() ? options.group() : "";
    return front + "^(?:" + regex.substring(front.length()) + ")$";
  }

  /** Returns what is wrong with an expression before PostgreSQL checks it; empty if nothing is. */
  static Optional<String> objection(String regex) {
    if (regex.startsWith("***")) {
      return Optional.of("must not begin with ***");
    }
    Matcher options = OPTIONS.matcher(regex);
    // The others change the syntax, or let ^ and $ match in the middle of a name.
    if (options.find() && !options.group(1).matches("[cistx]+")) {
      return Optional.of("may begin with the options c, i, s, t and x only");
    }
    return Optional.empty();
  }
}
