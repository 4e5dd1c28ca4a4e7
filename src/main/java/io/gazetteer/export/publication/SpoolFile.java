package io.gazetteer.export.publication;

/**
 * A finished file of a database's spool.
 *
 * @param name in the database's folder
 * @param gzip whether it is compressed
 * @param rows lines in it
 * @param bytes size
 * @param sha256 in hexadecimal digits
 */
record SpoolFile(
    String name,
    Manifest.Kind kind,
    String entity,
    boolean gzip,
    long rows,
    long bytes,
    String sha256) {}
