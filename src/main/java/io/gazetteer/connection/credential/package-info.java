/**
 * Credentials: their secrets, encrypted with the configured keys or referenced, and the check of
 * those keys at the start. Uses targets and connection tests; knows no HTTP. Begin with {@link
 * io.gazetteer.connection.credential.SecretBox}.
 */
package io.gazetteer.connection.credential;
