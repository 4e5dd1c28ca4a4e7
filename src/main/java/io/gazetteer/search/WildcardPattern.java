package io.gazetteer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed pattern with {@code *} and {@code ?}.
 *
 * @param parts literal characters unchanged, wildcards as {@link #ANY} and {@link #ONE}
 */
record WildcardPattern(List<Integer> parts) {

  static final int ANY = -1;
  static final int ONE = -2;

  static WildcardPattern of(String pattern) {
    List<Integer> parts = new ArrayList<>();
    int[] points = pattern.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '*') {
        parts.add(ANY);
      } else if (points[i] == '?') {
        parts.add(ONE);
      } else if (points[i] == '\\' && i + 1 < points.length) {
        i++;
        parts.add(points[i]);
      } else {
        parts.add(points[i]);
      }
    }
    return new WildcardPattern(List.copyOf(parts));
  }

  /** What the text must begin with, where nothing but that is asked for. */
  Optional<String> asPrefix() {
    int last = parts.size() - 1;
    boolean trailing = last >= 0 && parts.get(last) == ANY;
    return trailing && parts.subList(0, last).stream().allMatch(part -> part >= 0)
        ? Optional.of(literal(last))
        : Optional.empty();
  }

  /** The whole text, where the pattern has no wildcard. */
  Optional<String> asLiteral() {
    return parts.stream().allMatch(part -> part >= 0)
        ? Optional.of(literal(parts.size()))
        : Optional.empty();
  }

  /** The same for LIKE with its default escape, the backslash. */
  String asLike() {
    StringBuilder like = new StringBuilder();
    for (int part : parts) {
      if (part == ANY) {
        like.append('%');
      } else if (part == ONE) {
        like.append('_');
      } else {
        if (part == '%' || part == '_' || part == '\\') {
          like.append('\\');
        }
        like.appendCodePoint(part);
      }
    }
    return like.toString();
  }

  /** Whether at least three letters or digits stand side by side, as an index of trigrams needs. */
  boolean hasTrigram() {
    int side = 0;
    for (int part : parts) {
      side = part >= 0 && Character.isLetterOrDigit(part) ? side + 1 : 0;
      if (side == 3) {
        return true;
      }
    }
    return false;
  }

  private String literal(int end) {
    StringBuilder text = new StringBuilder();
    parts.subList(0, end).forEach(text::appendCodePoint);
    return text.toString();
  }
}
