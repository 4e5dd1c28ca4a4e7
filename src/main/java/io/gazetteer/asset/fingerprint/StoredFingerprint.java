package io.gazetteer.asset.fingerprint;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the last complete crawl of a database saw and left.
 *
 * @param reader which state of the program read
 * @param fingerprint the source's words for what it saw; opaque here
 * @param runName the run that read everything last
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
