package io.gazetteer.connection.tls;

import java.util.Optional;

/** A warning about a working connection that is not protected on the network. */
public record TlsAdvice(String message, String remedy) {

  /**
   * Returns the warning for a connection.
   *
   * @return empty if nothing needs to be done
   */
  public static Optional<TlsAdvice> of(TlsMode mode, boolean encrypted, String host) {
    if (!encrypted) {
      return Optional.of(
          new TlsAdvice(
              "The connection is not encrypted (TLS mode %s)".formatted(mode.wire()),
              "Turn on TLS at the server (ssl = on), and set the TLS mode to verify-full"));
    }
    if (mode.verifies()) {
      return Optional.empty();
    }
    String cas =
        ManagedServices.of(host)
            .map(
                service ->
                    "Download the CA certificates of %s from %s, provide them"
                        .formatted(service.title(), service.caDownload()))
            .orElse("Provide the CA of the server");
    return Optional.of(
        new TlsAdvice(
            "TLS is used, but the server's certificate is not checked (TLS mode %s)"
                .formatted(mode.wire()),
            cas + ", and set the TLS mode to verify-full"));
  }
}
