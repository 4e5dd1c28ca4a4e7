/**
 * TLS with sources: modes, certificates and keys in PEM, trust, and explanations of rejected
 * certificates. Knows no authentication methods. Begin with {@link
 * io.gazetteer.connection.tls.TlsSession}.
 */
package io.gazetteer.connection.tls;
