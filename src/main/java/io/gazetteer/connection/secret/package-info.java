/**
 * References to secrets in other stores: which may be used, and reading the secrets right before
 * they are needed. Knows neither credentials nor our HTTP API. Begin reading at {@link
 * io.gazetteer.connection.secret.ResolveReferences}.
 */
package io.gazetteer.connection.secret;
