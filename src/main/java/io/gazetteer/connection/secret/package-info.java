/**
 * Secrets that are kept elsewhere and named by a reference: which references may be used, and
 * reading what they name, right before it is needed. It knows no credentials and no HTTP of ours.
 * Begin reading at {@link io.gazetteer.connection.secret.ResolveReferences}.
 */
package io.gazetteer.connection.secret;
