package io.gazetteer.source;

import java.util.Map;

/**
 * The database that was read.
 *
 * @param owner role name
 * @param comment null when there is none
 * @param encoding for example {@code UTF8}
 * @param collation the default collation's name
 * @param serverVersion as the server reports it, for example {@code 17.11}
 * @param privileges grants on it, and who has which privilege in effect; never null
 * @param bytes size of all its files; null where it is unknown
 * @param further what else is known, by names of our own, as texts; empty when there is nothing
 */
public record DatabaseRow(
    String name,
    String owner,
    String comment,
    String encoding,
    String collation,
    int schemaCount,
    String serverVersion,
    Privileges privileges,
    Long bytes,
    Map<String, String> further) {

  /** The same with another count of schemas. */
  public DatabaseRow withSchemaCount(int count) {
    return new DatabaseRow(
        name,
        owner,
        comment,
        encoding,
        collation,
        count,
        serverVersion,
        privileges,
        bytes,
        further);
  }

  /** The same with what else is known. */
  public DatabaseRow withFurther(Map<String, String> known) {
    return new DatabaseRow(
        name, owner,
        comment, encoding,
        collation, schemaCount,
        serverVersion, privileges,
        bytes, known);
  }
}
