package io.gazetteer.crawl.read;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports which filter, or which entry of a filter, selects nothing. */
record FilterReport(Selection selection, String database, FilterMatch match) {

  private static final int SHOWN = 5;

  /**
   * Warnings of a read for which the filters select nothing. With a warning the database is not
   * recognised as unchanged next time.
   *
   * @param schemas number of schemas that were read
   * @param relations number of tables and views that were read
   */
  List<String> nothingSelected(Reading reading, long schemas, long relations) {
    if (reading.recognition().unchanged()) {
      // Only statistics are read then, whatever the filters select.
      return List.of();
    }
    Set<String> ofExtensions =
        reading.extensionParts().stream()
            .flatMap(part -> part.schemas().stream())
            .collect(Collectors.toSet());
    long filteredOut =
        reading.excludedSchemas().stream().filter(name -> !ofExtensions.contains(name)).count();
    if (schemas == 0 && filteredOut > 0) {
      return List.of(noSchema(filteredOut));
    }
    long excluded = reading.excludedRelations().values().stream().mapToLong(Set::size).sum();
    if (relations == 0 && excluded > 0 && reading.recognition().extent() == Reading.Extent.ALL) {
      return List.of(
          "The table filter %s excludes every table and view of the selected schemas (%d). Narrow it"
              .formatted(shown(selection.excludedRelations().orElse("")), excluded));
    }
    return List.of();
  }

  private String noSchema(long schemas) {
    boolean include =
        !selection.include().isEmpty() && match.includeUnmatched().size() == match.includeRules();
    if (!include) {
      return "The exclude filter excludes every schema of %s that would be crawled (of %d). Narrow it"
          .formatted(database, schemas);
    }
    return match.includeRules() == 0
        ? "The include filter selects nothing of %s: no entry is for this database. Add one, or exclude the database"
            .formatted(database)
        : "The include filter selects none of the %d schemas of %s: %s %s no schema there"
            .formatted(
                schemas,
                database,
                shown(match.includeUnmatched()),
                match.includeUnmatched().size() == 1 ? "matches" : "match");
  }

  /** Warnings of include entries for this one database that match none of its schemas. */
  List<String> unmatchedEntries() {
    List<Selection.Rule> unmatched =
        match.includeUnmatched().stream().filter(FilterReport::isForOneDatabase).toList();
    // If all are unmatched, nothing is selected, and another warning says so.
    return unmatched.isEmpty() || match.includeUnmatched().size() == match.includeRules()
        ? List.of()
        : List.of(
            "No schema of %s matches %s of the include filter. Correct or remove %s"
                .formatted(database, shown(unmatched), unmatched.size() == 1 ? "it" : "them"));
  }

  /** Logs entries of the exclude filter that match nothing, which may be intended. */
  void log(ReadMonitor monitor) {
    if (!match.excludeUnmatched().isEmpty()) {
      monitor.warning(
          "%s: no schema matches %s of the exclude filter, so nothing is excluded by that"
              .formatted(database, shown(match.excludeUnmatched())));
    }
  }

  private static boolean isForOneDatabase(Selection.Rule rule) {
    return Selection.onlyName(rule.database()).isPresent();
  }

  private static String shown(List<Selection.Rule> rules) {
    return listed(rules.stream().flatMap(rule -> rule.schema().stream()));
  }

  private static String listed(Stream<String> expressions) {
    List<String> all = expressions.distinct().map(FilterReport::shown).toList();
    String some = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() > SHOWN ? some + " and " + (all.size() - SHOWN) + " more" : some;
  }

  private static String shown(String expression) {
    return '"' + Selection.shown(expression) + '"';
  }

  /**
   * Warnings of include entries that match no database of the server; such exclude entries are
   * logged. If that cannot be determined, the log says so, and nothing else depends on it.
   *
   * @param listings every known database
   */
  static List<String> ofServer(
      Selection selection, Origin origin, List<DatabaseListing> listings, ReadMonitor monitor) {
    Set<String> matching;
    try {
      matching = matching(selection, origin, listings, monitor);
    } catch (AppException failure) {
      if (failure.code() == CommonError.STORE_UNAVAILABLE) {
        throw failure;
      }
      monitor.throwIfCancelled();
      monitor.warning(
          "Cannot determine whether each filter entry matches a database: " + failure.getMessage());
      return List.of();
    }
    List<String> exclude = unmatched(selection.exclude(), matching);
    if (!exclude.isEmpty()) {
      monitor.warning(
          "No database matches %s of the exclude filter, so nothing is excluded by that"
              .formatted(listed(exclude.stream())));
    }
    List<String> include = unmatched(selection.include(), matching);
    return include.isEmpty()
        ? List.of()
        : List.of(
            "No database of %s matches %s of the include filter. Correct or remove %s"
                .formatted(
                    origin.name(), listed(include.stream()), include.size() == 1 ? "it" : "them"));
  }

  /** Database expressions that match; the origin compares those that are not plain names. */
  private static Set<String> matching(
      Selection selection, Origin origin, List<DatabaseListing> listings, ReadMonitor monitor) {
    Set<String> names = listings.stream().map(DatabaseListing::name).collect(Collectors.toSet());
    Set<String> matching = new HashSet<>();
    Set<String> toAsk = new LinkedHashSet<>();
    Stream.concat(selection.include().stream(), selection.exclude().stream())
        .map(Selection.Rule::database)
        .forEach(
            expression -> {
              Optional<String> name = Selection.onlyName(expression);
              if (name.isEmpty()) {
                toAsk.add(expression);
              } else if (names.contains(name.get())) {
                matching.add(expression);
              }
            });
    if (!toAsk.isEmpty()) {
      matching.addAll(monitor.cancellable(origin::cancel, () -> origin.matching(toAsk)));
    }
    return matching;
  }

  private static List<String> unmatched(List<Selection.Rule> rules, Set<String> matching) {
    return rules.stream()
        .map(Selection.Rule::database)
        .distinct()
        .filter(expression -> !matching.contains(expression))
        .toList();
  }
}
