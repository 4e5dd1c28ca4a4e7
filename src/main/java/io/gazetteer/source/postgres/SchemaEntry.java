package io.gazetteer.source.postgres;

/**
 * A schema of the database.
 *
 * @param owner role name; null where the schema is gone
 * @param comment null where there is none
 * @param acl null where nothing was granted
 */
record SchemaEntry(String name, String owner, String comment, String acl) {}
