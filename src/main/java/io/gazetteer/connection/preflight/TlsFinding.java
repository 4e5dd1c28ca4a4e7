package io.gazetteer.connection.preflight;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.tls.ServerCertificate;
import io.gazetteer.connection.tls.TlsAdvice;
import io.gazetteer.connection.tls.TlsSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes TLS of a connection that succeeded, or failed after TLS. */
final class TlsFinding {

  private static final long FEW_DAYS = 30;

  private TlsFinding() {}

  /**
   * The finding.
   *
   * @param encrypted whether the connection is encrypted, or was when it failed
   * @param onThisMachine whether the traffic stays on this machine
   */
  static Finding of(
      ConnectionTarget target,
      TlsSession tls,
      boolean encrypted,
      boolean onThisMachine,
      Instant now) {
    Optional<TlsAdvice> advice =
        onThisMachine
            ? Optional.empty()
            : TlsAdvice.of(target.tls().mode(), encrypted, target.host());
    if (!encrypted) {
      return advice
          .map(found -> Finding.warning(found.message(), found.remedy()))
          .orElseGet(() -> Finding.ok("No TLS, and nothing leaves this machine"));
    }
    List<String> messages = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    tls.cipher().ifPresent(messages::add);
    Optional<ServerCertificate> shown = tls.certificate();
    shown.ifPresent(certificate -> messages.add(words(certificate, now)));
    if (target.tls().mode().verifies()) {
      messages.add("checked (TLS mode " + target.tls().mode().wire() + ")");
    } else if (advice.isEmpty()) {
      messages.add("not checked (TLS mode " + target.tls().mode().wire() + ")");
    }
    advice.ifPresent(
        found -> {
          messages.add(found.message());
          remedies.add(found.remedy());
        });
    if (shown.isPresent() && shown.get().daysLeft(now) < FEW_DAYS) {
      remedies.add("Renew the server's certificate");
    }
    String message = String.join("; ", messages);
    return remedies.isEmpty()
        ? Finding.ok(message)
        : Finding.warning(message, String.join(". ", remedies));
  }

  private static String words(ServerCertificate certificate, Instant now) {
    long days = certificate.daysLeft(now);
    return "certificate of %s, issued by %s, %s"
        .formatted(
            certificate.subject(),
            certificate.issuer(),
            days < 0 ? "expired" : Finding.count(days, "day") + " left");
  }
}
