package io.gazetteer.connection.preflight;

import io.gazetteer.source.Readiness;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.SourceFailures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes what a crawl of one database would find, and what it could not read. */
record DatabaseCheck(String database, Readiness readiness) {

  Finding schemas(StepList steps) {
    if (cannotBeCrawled()) {
      return Finding.failed("Its contents cannot be listed", Optional.empty());
    }
    steps.chosen(readiness.tables(), readiness.views());
    readiness.unmatched().forEach(name -> steps.unmatched(database + "." + name));
    List<SchemaListing> chosen =
        readiness.schemas().stream().filter(SchemaListing::selected).toList();
    String words =
        "%d of %s chosen, with %s and %s"
            .formatted(
                chosen.size(),
                Finding.count(readiness.schemas().size(), "schema"),
                Finding.count(readiness.tables(), "table"),
                Finding.count(readiness.views(), "view"));
    List<String> closed =
        chosen.stream().filter(schema -> !schema.usable()).map(SchemaListing::name).toList();
    if (!closed.isEmpty()) {
      words +=
          (". No USAGE on %s: the crawl misses nothing, because the catalog describes them anyway;"
                  + " only reading rows would need it, and a crawl reads none")
              .formatted(Finding.some(closed));
    }
    words += extensionParts();
    if (!readiness.unmatched().isEmpty()) {
      return Finding.warning(
          words + ". No schema is named " + Finding.some(readiness.unmatched()),
          "Check the include filter: names are case-sensitive, and an expression must match the"
              + " whole name");
    }
    return chosen.isEmpty() && !readiness.schemas().isEmpty()
        ? Finding.warning(
            words, "Widen the include filter or narrow the exclude filter: no schema is selected")
        : Finding.ok(words);
  }

  /** Describes schemas that are excluded because extensions created them; empty if none. */
  private String extensionParts() {
    Map<String, List<SchemaListing>> byExtension = new TreeMap<>();
    for (SchemaListing schema : readiness.schemas()) {
      if (schema.extension() != null) {
        byExtension.computeIfAbsent(schema.extension(), key -> new ArrayList<>()).add(schema);
      }
    }
    return byExtension.entrySet().stream()
        .map(
            entry ->
                (". Excluded because extension %s created them for itself: %s, with %s and %s; name"
                        + " one"
                        + " in the include filter to read it")
                    .formatted(
                        entry.getKey(),
                        Finding.some(entry.getValue().stream().map(SchemaListing::name).toList()),
                        Finding.count(
                            entry.getValue().stream().mapToLong(SchemaListing::tables).sum(),
                            "table"),
                        Finding.count(
                            entry.getValue().stream().mapToLong(SchemaListing::views).sum(),
                            "view")))
        .collect(Collectors.joining());
  }

  Finding parts(StepList steps) {
    if (readiness.lacks().isEmpty()) {
      return Finding.ok(
          "A crawl reads everything: definitions, privileges, sizes, row estimates, index scans."
              + " Rows, column statistics and pg_stat_statements are not read, and no privilege on"
              + " them is needed");
    }
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Readiness.Lack lack : readiness.lacks()) {
      byReason.computeIfAbsent(lack.why(), why -> new ArrayList<>()).add(lack.what());
    }
    String missing =
        byReason.entrySet().stream()
            .map(entry -> "because " + entry.getKey() + ": " + String.join("; ", entry.getValue()))
            .collect(Collectors.joining(". And "));
    List<String> privileges =
        readiness.lacks().stream().flatMap(lack -> lack.grants().stream()).distinct().toList();
    privileges.forEach(
        privilege ->
            steps.grant(
                Optional.of(database),
                "GRANT %s TO %s;".formatted(privilege, SourceFailures.quoted(readiness.role()))));
    Optional<String> remedy =
        privileges.isEmpty()
            ? Optional.empty()
            : Optional.of("Have a superuser run the grants for database " + database);
    if (cannotBeCrawled()) {
      return Finding.failed("Cannot be crawled, " + missing, remedy);
    }
    return Finding.warning("Will be missing, " + missing, remedy.orElse("See above"));
  }

  private boolean cannotBeCrawled() {
    return readiness.lacks().stream().anyMatch(Readiness.Lack::essential);
  }
}
