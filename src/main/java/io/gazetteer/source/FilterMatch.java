package io.gazetteer.source;

import java.util.List;

/**
 * Which entries of a selection match schemas of one database.
 *
 * @param includeRules number of include rules whose database expression matches this database
 * @param includeUnmatched those of them that match no schema; rules for every schema always match
 * @param excludeUnmatched exclude rules for this database that match no schema
 */
public record FilterMatch(
    int includeRules,
    List<Selection.Rule> includeUnmatched,
    List<Selection.Rule> excludeUnmatched) {

  /** The answer where the source cannot say. */
  public static final FilterMatch UNKNOWN = new FilterMatch(0, List.of(), List.of());

  public FilterMatch {
    includeUnmatched = List.copyOf(includeUnmatched);
    excludeUnmatched = List.copyOf(excludeUnmatched);
  }
}
