package io.gazetteer.source;

/**
 * The database that was read.
 *
 * @param owner role name
 * @param comment null when there is none
 * @param encoding for example {@code UTF8}
 * @param collation the default collation's name
 * @param schemaCount schemas handed out
 * @param serverVersion as the server tells it, for example {@code 17.11}
 * @param rights who may do what; never null
 */
public record DatabaseRow(
    String name,
    String owner,
    String comment,
    String encoding,
    String collation,
    int schemaCount,
    String serverVersion,
    Rights rights) {}
