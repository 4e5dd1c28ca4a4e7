/**
 * How to reach a server: connection definitions, ways to sign in, the test of a connection, and the
 * hand-out of physical connections. Credentials are in {@code credential}, HTTP in {@code rest}.
 * Knows neither workflows nor runs. Begin with {@link io.gazetteer.connection.OpenConnection}.
 */
package io.gazetteer.connection;
