/**
 * Connections over HTTP in our own API. It knows the use cases and nothing of how they store. Begin
 * with {@link io.gazetteer.connection.rest.ConnectionResource}.
 */
package io.gazetteer.connection.rest;
