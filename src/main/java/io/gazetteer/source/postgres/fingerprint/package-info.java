/**
 * The fingerprint of a database's catalog: how it is taken, written and compared, and what of the
 * catalog must be read when it differs (docs/adr/0007-fingerprint.md). Begin with {@link
 * io.gazetteer.source.postgres.fingerprint.FingerprintReader}.
 */
package io.gazetteer.source.postgres.fingerprint;
