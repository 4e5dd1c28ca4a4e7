/**
 * What one server may do to this service over one connection: every byte that the driver gets goes
 * through {@link io.gazetteer.connection.guard.GuardedInput}, which knows the messages of
 * PostgreSQL's protocol and ends the connection where a limit is passed. Knows nothing of targets,
 * sign-in and crawls.
 */
package io.gazetteer.connection.guard;
