package io.gazetteer.connection.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a server's certificate as the mode requires, and remembers the certificate and the reason
 * of a rejection, which the driver's exceptions do not contain.
 */
final class TrustJudge extends X509ExtendedTrustManager {

  enum Verdict {
    ACCEPTED,
    EXPIRED,
    NOT_YET_VALID,
    UNTRUSTED,
    OTHER_HOST
  }

  private final TlsMode mode;
  private final X509ExtendedTrustManager trusted;
  private final Clock clock;
  private Optional<X509Certificate> seen = Optional.empty();
  private Verdict verdict = Verdict.ACCEPTED;
  private OptionalLong judgedAtNanos = OptionalLong.empty();

  /**
   * Creates a check for one connection.
   *
   * @param trusted checks chains in the modes that verify
   */
  TrustJudge(TlsMode mode, X509ExtendedTrustManager trusted, Clock clock) {
    this.mode = mode;
    this.trusted = trusted;
    this.clock = clock;
  }

  synchronized Optional<X509Certificate> seen() {
    return seen;
  }

  synchronized Verdict verdict() {
    return verdict;
  }

  synchronized OptionalLong judgedAtNanos() {
    return judgedAtNanos;
  }

  @Override
  public synchronized void checkServerTrusted(
      X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
    seen = Optional.of(chain[0]);
    judgedAtNanos = OptionalLong.of(System.nanoTime());
    verdict = Verdict.ACCEPTED;
    if (!mode.verifies()) {
      return;
    }
    try {
      trusted.checkServerTrusted(chain, authType);
    } catch (CertificateException refused) {
      verdict = whyRefused(chain);
      throw refused;
    }
    if (mode == TlsMode.VERIFY_FULL) {
      requireHost(chain, authType, (SSLSocket) socket);
    }
  }

  private Verdict whyRefused(X509Certificate[] chain) {
    Instant now = clock.instant();
    for (X509Certificate certificate : chain) {
      if (now.isAfter(certificate.getNotAfter().toInstant())) {
        return Verdict.EXPIRED;
      }
      if (now.isBefore(certificate.getNotBefore().toInstant())) {
        return Verdict.NOT_YET_VALID;
      }
    }
    return Verdict.UNTRUSTED;
  }

  /** Checks the chain again and compares the host name; separately, to know which one failed. */
  private void requireHost(X509Certificate[] chain, String authType, SSLSocket socket)
      throws CertificateException {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      trusted.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException refused) {
      verdict = Verdict.OTHER_HOST;
      throw refused;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("Only sockets are checked");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("Only sockets are checked");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("This side is never the server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("This side is never the server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("This side is never the server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
