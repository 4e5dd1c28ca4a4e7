package io.gazetteer.connection.preflight;

import io.gazetteer.source.SchemaListing;
import java.util.List;
import java.util.Optional;

/**
 * A database and its schemas, for selection.
 *
 * @param connectable whether the user may connect to it
 * @param schemas sorted by name; empty if not requested or not readable, unlike an empty list
 * @param fault why its schemas could not be listed; empty if they were listed or not requested
 */
public record DatabaseTree(
    String name,
    boolean selected,
    boolean connectable,
    Optional<List<SchemaListing>> schemas,
    Optional<String> fault) {}
