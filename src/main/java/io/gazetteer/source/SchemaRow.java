package io.gazetteer.source;

import java.util.Set;

/**
 * A schema.
 *
 * @param owner role name
 * @param comment null when there is none
 * @param tableCount tables of all sorts in it, without partitions; those read
 * @param viewCount views and materialised views in it; those read
 * @param extension the extension that it is a part of; null for none
 * @param privileges grants on it, and who has which privilege in effect; never null
 * @param unread what could not be read this time; empty when all was
 */
public record SchemaRow(
    String name,
    String owner,
    String comment,
    int tableCount,
    int viewCount,
    String extension,
    Privileges privileges,
    Set<Unread> unread) {}
