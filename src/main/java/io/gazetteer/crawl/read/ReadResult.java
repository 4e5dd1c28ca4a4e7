package io.gazetteer.crawl.read;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.source.Damage;
import io.gazetteer.source.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a read of a database found besides its assets.
 *
 * @param reading what the source reported, with a warning if the filters select nothing
 * @param assets number of assets that the sink got
 */
public record ReadResult(
    DatabaseScope scope,
    Reading reading,
    FilterReport filters,
    long assets,
    long schemas,
    Set<String> typesMissing) {

  /** Warnings of entries of the include filter that match no schema. */
  public List<String> unmatchedEntries() {
    return filters.unmatchedEntries();
  }

  /** Whether part of the input is missing, as a file of an older extractor may be. */
  public boolean lacksFiles() {
    return !typesMissing.isEmpty();
  }

  /** Types of assets whose absence from this read means nothing. */
  public Set<String> typesNotRead() {
    Set<String> types = new HashSet<>(typesMissing);
    String connector = scope.source().connectorName();
    reading.kindsNotRead().forEach(kind -> types.add(kind.typeName(connector)));
    reading.damage().objects().forEach(kind -> types.add(kind.typeName(connector)));
    reading.damage().levels().stream()
        .flatMap(level -> kinds(level).stream())
        .forEach(kind -> types.add(kind.typeName()));
    return types;
  }

  private static List<AssetKind> kinds(Damage.Level level) {
    return switch (level) {
      case SCHEMA -> List.of(Kinds.SCHEMA);
      case RELATION -> Kinds.RELATIONS;
      case COLUMN -> List.of(Kinds.COLUMN);
      case ROUTINE -> Kinds.ROUTINES;
    };
  }

  /** Logs what the read excluded, and what it could not read. */
  public void log(ReadMonitor monitor) {
    String database = scope.database();
    int excluded = reading.excludedSchemas().size();
    for (Reading.ExtensionPart part : reading.extensionParts()) {
      excluded -= part.schemas().size();
      monitor.info("%s: %s".formatted(database, words(part)));
    }
    if (excluded > 0) {
      monitor.info(
          "%s: the filters exclude %d %s"
              .formatted(database, excluded, excluded == 1 ? "schema" : "schemas"));
    }
    // If the filters select none of the existing schemas, a warning says which filter it is.
    if (schemas == 0 && reading.excludedSchemas().isEmpty()) {
      monitor.warning(database + " has no schemas of its own");
    }
    reading.warnings().forEach(warning -> monitor.warning(database + ": " + warning));
    reading.notices().forEach(notice -> monitor.warning(database + ": " + notice));
    filters.log(monitor);
  }

  private static String words(Reading.ExtensionPart part) {
    return "%d tables and views are excluded, in schemas that extension %s made for itself (%s). To read them, name one in the include filter or set extension-schemas to true"
        .formatted(part.relations(), part.extension(), String.join(", ", part.schemas()));
  }
}
