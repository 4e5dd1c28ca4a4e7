/**
 * Who signs in at a server: credentials, their secrets sealed with the configured key, and the
 * check of that key at the start. Builds on targets and on the test of a connection; knows no HTTP.
 * Begin with {@link io.gazetteer.connection.credential.SecretBox}.
 */
package io.gazetteer.connection.credential;
