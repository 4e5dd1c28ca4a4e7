/**
 * The test of a connection: what can be reached, signed in to and read, step by step, and what has
 * to be granted. Nothing of it writes anywhere. It knows no stored credentials and no HTTP. Begin
 * with {@link io.gazetteer.connection.preflight.TestConnection}.
 */
package io.gazetteer.connection.preflight;
