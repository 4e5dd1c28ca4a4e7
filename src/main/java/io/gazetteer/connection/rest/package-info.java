/**
 * Connections and credentials over HTTP: in the form of the SDKs and in our own. It knows the use
 * cases and nothing of how they store. Begin with {@link
 * io.gazetteer.connection.rest.CredentialResource}.
 */
package io.gazetteer.connection.rest;
