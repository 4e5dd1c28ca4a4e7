package io.gazetteer.connection.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/**
 * The contents of a server's certificate.
 *
 * @param subject its subject, for example {@code CN=db.example.org}; without control characters
 * @param issuer its issuer, without control characters
 */
public record ServerCertificate(String subject, String issuer, Instant endsAt) {

  private static final int MAX_NAME = 200;

  static ServerCertificate of(X509Certificate certificate) {
    return new ServerCertificate(
        name(certificate.getSubjectX500Principal()),
        name(certificate.getIssuerX500Principal()),
        certificate.getNotAfter().toInstant());
  }

  static String name(X500Principal principal) {
    String plain = principal.getName().replaceAll("\\p{C}", "?");
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "..." : plain;
  }

  /** Returns whole days until it expires; negative if it has expired. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(Duration.between(now, endsAt).toSeconds(), Duration.ofDays(1).toSeconds());
  }
}
