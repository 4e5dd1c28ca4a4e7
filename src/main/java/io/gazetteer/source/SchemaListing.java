package io.gazetteer.source;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A schema as the server lists it.
 *
 * @param selected whether the selection that was asked with chooses it
 * @param usable whether the role of the listing connection has USAGE on it, which reading the
 *     catalog does not take
 * @param tables tables of all sorts in it, without partitions
 * @param extension the extension that made it for itself, where it is excluded only for that; null
 *     where it is not
 */
public record SchemaListing(
    String name,
    boolean selected,
    boolean usable,
    long tables,
    long views,
    @Schema(nullable = true) String extension) {

  /** A schema that is not excluded because of an extension. */
  public SchemaListing(String name, boolean selected, boolean usable, long tables, long views) {
    this(name, selected, usable, tables, views, null);
  }
}
