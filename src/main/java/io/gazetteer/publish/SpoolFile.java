package io.gazetteer.publish;

import java.util.Optional;

/**
 * A finished file of a database's spool.
 *
 * @param sha256 in hexadecimal digits
 * @param crc32c detects changes much faster than the SHA-256; empty if an older program wrote it
 */
record SpoolFile(
    String name,
    Manifest.Kind kind,
    String entity,
    boolean gzip,
    long rows,
    long bytes,
    String sha256,
    Optional<Long> crc32c) {}
