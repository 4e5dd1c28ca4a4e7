package io.gazetteer.source;

/**
 * A database as the server lists it.
 *
 * @param connectable whether it takes connections and the role of the listing connection may
 *     connect to it
 * @param template whether it is there to be copied, and therefore only read when named
 * @param included whether an include rule names it; false when there are no include rules
 * @param excluded whether an exclude rule excludes all of it
 */
public record DatabaseListing(
    String name, boolean connectable, boolean template, boolean included, boolean excluded) {}
