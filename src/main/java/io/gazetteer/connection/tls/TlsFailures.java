package io.gazetteer.connection.tls;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Causes;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.WithheldTextException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Explains why TLS with a server failed, and what to do. */
public record TlsFailures(TlsSession session, SQLException failure, String host, String server) {

  /**
   * Returns the TLS error behind a failure to connect.
   *
   * @param server host and port as shown to users
   * @return empty if TLS is not the cause
   */
  public static Optional<AppException> of(
      TlsSession session, SQLException failure, String host, String server) {
    return new TlsFailures(session, failure, host, server).found();
  }

  private Optional<AppException> found() {
    if (session.begun() && session.judge().verdict() != TrustJudge.Verdict.ACCEPTED) {
      return Optional.of(fault(SourceError.SOURCE_CERTIFICATE_REJECTED, certificate()));
    }
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    TlsMode mode = session.tls().mode();
    if (!session.begun() && mode.encrypts() && state.equals("08004")) {
      return Optional.of(
          fault(
              SourceError.SOURCE_TLS_NOT_OFFERED,
              ("Server %s does not offer TLS, but TLS mode %s requires it. Turn on TLS at the"
                          + " server (ssl = on)")
                      .formatted(server, mode.wire())
                  + ", or, where the network is safe, choose TLS mode prefer"));
    }
    if (mode == TlsMode.VERIFY_FULL && session.begun() && isBare(state)) {
      return Optional.of(fault(SourceError.SOURCE_CERTIFICATE_REJECTED, otherHost(shown())));
    }
    // The server's alert about a client certificate may arrive after our part of TLS is complete,
    // and be lost when the connection is closed right after it.
    boolean cutOff =
        session.begun() && session.tls().client().isPresent() && state.startsWith("08");
    if (cutOff || Causes.find(failure, SSLException.class).isPresent()) {
      return Optional.of(fault(SourceError.SOURCE_TLS_FAILED, handshake()));
    }
    return Optional.empty();
  }

  /** The driver also compares the host name, and fails without a cause. */
  private boolean isBare(String state) {
    return state.equals("08006") && failure.getCause() == null;
  }

  private String certificate() {
    X509Certificate seen = session.judge().seen().orElseThrow();
    return switch (session.judge().verdict()) {
      case EXPIRED ->
          "The certificate of server %s%s, or of a CA above it, has expired. Renew it"
              .formatted(server, shown());
      case NOT_YET_VALID ->
          ("The certificate of server %s%s is not valid before %s. Check the clocks of this machine"
                  + " and of its issuer")
              .formatted(server, shown(), seen.getNotBefore().toInstant().atZone(ZoneOffset.UTC));
      case OTHER_HOST -> otherHost(shown());
      case UNTRUSTED, ACCEPTED -> untrusted();
    };
  }

  private String otherHost(String shown) {
    return ("The certificate of server %s%s is not valid for host %s. Connect by a name in the"
            + " certificate, or have one issued for this host; TLS mode verify-ca does not compare"
            + " names")
        .formatted(server, shown, host);
  }

  private String untrusted() {
    String who =
        session.tls().caPem().isPresent()
            ? "is not signed by a CA given as sslrootcert"
            : "is signed by a CA that is not trusted here";
    String remedy =
        ManagedServices.of(host)
            .map(
                service ->
                    "Download the CA certificates of %s from %s and provide them"
                        .formatted(service.title(), service.caDownload()))
            .orElse("Provide the CA that signed it");
    return "The certificate of server %s%s %s. %s as sslrootcert, or in the file that gazetteer.source.ca-file names"
        .formatted(server, shown(), who, remedy);
  }

  private String handshake() {
    if (session.tls().client().isPresent()) {
      return ("Server %s ended the TLS handshake. Usual cause: it does not accept the client"
              + " certificate; check that the server trusts its CA, and that it has not expired")
          .formatted(server);
    }
    return ("The TLS handshake with server %s failed: no common version or cipher, or something in"
            + " between ended it")
        .formatted(server);
  }

  /** Returns subject, issuer and expiry of the server's certificate. */
  private String shown() {
    return session
        .judge()
        .seen()
        .map(
            seen ->
                " (%s, issued by %s, valid until %s)"
                    .formatted(
                        ServerCertificate.name(seen.getSubjectX500Principal()),
                        ServerCertificate.name(seen.getIssuerX500Principal()),
                        seen.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate()))
        .orElse("");
  }

  private AppException fault(SourceError code, String words) {
    return new AppException(code, words, WithheldTextException.of(failure));
  }
}
