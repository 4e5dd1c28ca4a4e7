package io.gazetteer.search;

import java.util.Optional;

/** Builds the condition that a text begins with another. */
final class PrefixRange {

  private PrefixRange() {}

  /**
   * A range that a btree in C collation walks through; there is no end behind the last character.
   */
  static SqlFragment of(String sql, String prefix) {
    if (prefix.isEmpty()) {
      return SqlFragment.of(sql + " IS NOT NULL");
    }
    return following(prefix)
        .map(end -> SqlFragment.of("(" + sql + " >= ? AND " + sql + " < ?)", prefix, end))
        .orElseGet(() -> SqlFragment.of(sql + " >= ?", prefix));
  }

  /** The smallest text, by code point, that is larger than all texts with the prefix. */
  private static Optional<String> following(String prefix) {
    int[] points = prefix.codePoints().toArray();
    for (int last = points.length - 1; last >= 0; last--) {
      if (points[last] < Character.MAX_CODE_POINT) {
        int next = points[last] + 1;
        // Surrogates are no characters of their own and cannot be stored.
        points[last] = next >= 0xD800 && next <= 0xDFFF ? 0xE000 : next;
        return Optional.of(new String(points, 0, last + 1));
      }
    }
    return Optional.empty();
  }
}
