package io.gazetteer.connection.tls;

import java.util.Optional;

/**
 * TLS settings of a connection. Its certificates and keys are never printed.
 *
 * @param caPem the CAs to trust, PEM; empty = those of Java and of {@code gazetteer.source.ca-file}
 * @param client the client certificate; empty = none
 */
public record Tls(TlsMode mode, Optional<String> caPem, Optional<Client> client) {

  /**
   * A client certificate.
   *
   * @param certificatePem the certificate, followed by its chain
   * @param keyPem PKCS#8, optionally encrypted, or PKCS#1
   * @param keyPassword empty if the key is not encrypted
   */
  public record Client(String certificatePem, String keyPem, Optional<String> keyPassword) {
    @Override
    public String toString() {
      return "Client[]";
    }
  }

  public static Tls of(TlsMode mode) {
    return new Tls(mode, Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "Tls[mode=" + mode.wire() + "]";
  }
}
