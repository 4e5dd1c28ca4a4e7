/**
 * How to reach a source: connection definitions, authentication methods, connection tests, and
 * opening physical connections. Credentials are in {@code credential}, HTTP in {@code rest}. Knows
 * neither workflows nor runs. Begin with {@link io.gazetteer.connection.OpenConnection}.
 */
package io.gazetteer.connection;
