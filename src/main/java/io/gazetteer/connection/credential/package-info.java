/**
 * Who signs in at a server: credentials, their secrets sealed under the configured keys or kept
 * elsewhere, and the check of those keys at the start. Builds on targets and on the test of a
 * connection; knows no HTTP. Begin with {@link io.gazetteer.connection.credential.SecretBox}.
 */
package io.gazetteer.connection.credential;
