/**
 * Connections over HTTP in our own API. It calls the use cases and knows nothing about storage.
 * Begin with {@link io.gazetteer.connection.rest.ConnectionResource}.
 */
package io.gazetteer.connection.rest;
