package io.gazetteer.connection.tls;

import java.util.Optional;

/**
 * What a connection wants of TLS. Never printed with its certificates and keys.
 *
 * @param caPem the CAs to trust, PEM; empty = those of Java and of {@code gazetteer.source.ca-file}
 * @param client what this side shows; empty = nothing
 */
public record Tls(TlsMode mode, Optional<String> caPem, Optional<Client> client) {

  /**
   * What this side shows to a server that asks for a certificate.
   *
   * @param certificatePem the certificate first, then those that lead to its CA
   * @param keyPem PKCS#8, also encrypted, or PKCS#1
   * @param keyPassword empty for a key that is not encrypted
   */
  public record Client(String certificatePem, String keyPem, Optional<String> keyPassword) {
    @Override
    public String toString() {
      return "Client[]";
    }
  }

  /** TLS without certificates given. */
  public static Tls of(TlsMode mode) {
    return new Tls(mode, Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "Tls[mode=" + mode.wire() + "]";
  }
}
