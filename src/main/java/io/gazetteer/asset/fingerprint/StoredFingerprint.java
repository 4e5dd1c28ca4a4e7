package io.gazetteer.asset.fingerprint;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the last complete crawl of a database saw at the source, and what it left in the catalogue.
 *
 * @param reader version of the code that read
 * @param fingerprint the source's fingerprint of what it read; opaque here
 * @param runName the last run that read everything
 * @param assets active assets of the database that it left
 * @param assetsHash sum of hashes over them and their contents
 */
public record StoredFingerprint(
    String reader,
    String fingerprint,
    String runName,
    Instant readAt,
    long assets,
    BigDecimal assetsHash) {}
