/**
 * Connection tests: what can be reached, signed in to and read, step by step, and the missing
 * grants. They write nothing, and know neither stored credentials nor HTTP. Begin with {@link
 * io.gazetteer.connection.preflight.TestConnection}.
 */
package io.gazetteer.connection.preflight;
