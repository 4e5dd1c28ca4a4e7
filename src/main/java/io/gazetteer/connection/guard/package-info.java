/**
 * Limits what a server can do to this service over one connection: every byte for the driver passes
 * through {@link io.gazetteer.connection.guard.GuardedInput}, which knows the messages of
 * PostgreSQL's protocol and ends the connection if a limit is exceeded. Knows nothing about
 * targets, sign-in and crawls.
 */
package io.gazetteer.connection.guard;
