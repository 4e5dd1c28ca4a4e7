package io.gazetteer.search.dsl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of the optional clauses must match: {@code 2}, {@code -1} (all but one), {@code 75%} or
 * {@code -25%} (all but a quarter); shares are rounded down.
 */
public record MinimumShouldMatch(int number, boolean percent) {

  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,6})(%?)");

  /** Empty for a text that has not one of these forms. */
  public static Optional<MinimumShouldMatch> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new MinimumShouldMatch(Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty()))
        : Optional.empty();
  }

  /** The number for so many clauses; never negative, at times more than there are. */
  public int of(int clauses) {
    int share = percent ? (int) ((long) clauses * number / 100) : number;
    return Math.max(0, share < 0 || number < 0 ? clauses + share : share);
  }
}
