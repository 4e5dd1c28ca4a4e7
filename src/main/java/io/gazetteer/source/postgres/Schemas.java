package io.gazetteer.source.postgres;

import io.gazetteer.source.postgres.copy.ArrayText;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of a database.
 *
 * @param selected those that are read, by oid
 * @param excluded names of those that are not
 * @param ofExtensions those of the excluded ones that are so only as an extension made them for
 *     itself, by oid
 */
record Schemas(
    Map<Long, SchemaEntry> selected, Set<String> excluded, Map<Long, OfExtension> ofExtensions) {

  Schemas {
    // Unlike Map.copyOf, keeps the order.
    selected = Collections.unmodifiableMap(selected);
    excluded = Set.copyOf(excluded);
    ofExtensions = Map.copyOf(ofExtensions);
  }

  /** A schema that an extension made for itself. */
  record OfExtension(String schema, String extension) {}

  /** A selected schema; null where it is not selected. */
  SchemaEntry get(long oid) {
    return selected.get(oid);
  }

  /** The oids of the selected schemas, as an array in text form. */
  String oids() {
    return ArrayText.of(selected.keySet());
  }

  /** The extension for whose sake alone a schema is excluded; null where it is not. */
  String excludedFor(long oid) {
    OfExtension found = ofExtensions.get(oid);
    return found == null ? null : found.extension();
  }
}
