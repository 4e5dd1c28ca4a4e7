package io.gazetteer.source.postgres;

import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.Reading;
import java.util.List;
import java.util.Map;

/**
 * What one snapshot of a database held, besides rows that were passed on while it lasted.
 *
 * @param database without the number of its schemas
 * @param routines by oid
 * @param definitions what is still to be read, and what it belongs to
 * @param extensionParts what is excluded for the sake of extensions
 */
record Snapshot(
    ReadContext context,
    DatabaseRow database,
    Relations relations,
    Map<Long, RoutineEntry> routines,
    Definitions definitions,
    List<Reading.ExtensionPart> extensionParts) {}
