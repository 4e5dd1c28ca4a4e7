package io.gazetteer.connection.preflight;

import io.gazetteer.source.SchemaListing;
import java.util.List;
import java.util.Optional;

/**
 * A database and its schemas, to choose from.
 *
 * @param selected whether the filters choose it
 * @param connectable whether the user may connect to it
 * @param schemas by name; empty where they were not asked for, and where there is a fault, which is
 *     not the same as an empty list
 * @param fault why its schemas could not be listed, in words; empty where they were, or were not
 *     asked for
 */
public record DatabaseTree(
    String name,
    boolean selected,
    boolean connectable,
    Optional<List<SchemaListing>> schemas,
    Optional<String> fault) {}
