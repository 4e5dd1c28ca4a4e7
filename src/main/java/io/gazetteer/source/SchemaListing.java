package io.gazetteer.source;

/**
 * A schema as the server lists it.
 *
 * @param selected whether the selection that was asked with chooses it
 * @param usable whether the role of the listing connection has USAGE on it, which reading the
 *     catalog does not take
 * @param tables tables of all sorts in it, partitions left out
 * @param views views and materialised views in it
 */
public record SchemaListing(
    String name, boolean selected, boolean usable, long tables, long views) {}
