/**
 * Credentials as the SDKs speak of them. It knows use cases and no storage. Begin with {@link
 * io.gazetteer.api.sdk.connection.CredentialResource}.
 */
package io.gazetteer.api.sdk.connection;
