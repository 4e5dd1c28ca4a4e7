/**
 * TLS to crawled servers: modes, certificates and keys out of PEM text, who is trusted, and in
 * words what is wrong with a certificate. Knows nothing of how one signs in. Begin with {@link
 * io.gazetteer.connection.tls.TlsSession}.
 */
package io.gazetteer.connection.tls;
