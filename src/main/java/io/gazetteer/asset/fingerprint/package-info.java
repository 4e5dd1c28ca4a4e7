/**
 * Fingerprints by which an unchanged database is recognised: what the last complete crawl saw at
 * the source, and what it left in the catalogue. It knows no stage and no source. Begin reading at
 * {@link io.gazetteer.asset.fingerprint.Fingerprints}.
 */
package io.gazetteer.asset.fingerprint;
