package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.common.keys.KeyError;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Stops the start if a key is missing or malformed, or if a key that the catalog database was
 * written with is not configured. Writes only the marker of the first start.
 */
@ApplicationScoped
class SecretKeyCheck {

  private static final Logger LOG = Logger.getLogger(SecretKeyCheck.class);

  /** Early, so that nothing else is running if the start is stopped. */
  private static final int EARLY = 100;

  private static final String BOUND_TO = new UUID(0, 0) + ":key-check";
  private static final byte[] KNOWN_TEXT = "gazetteer".getBytes(StandardCharsets.UTF_8);

  private final InstallationKeys keys;
  private final KeyMarkerRepository store;
  private final SealedSecretRepository rows;

  @Inject
  SecretKeyCheck(InstallationKeys keys, KeyMarkerRepository store, SealedSecretRepository rows) {
    this.keys = keys;
    this.store = store;
    this.rows = rows;
  }

  void onStart(@Observes @Priority(EARLY) StartupEvent event) {
    check();
  }

  /**
   * Compares the keys with the marker and with the key ids of stored secrets.
   *
   * @throws AppException SECRET_KEY_INVALID if a key is missing, malformed, or differs from the
   *     catalog database's
   */
  void check() {
    List<InstallationKey> configured = keys.all();
    InstallationKey current = configured.get(0);
    if (store.find().isEmpty()) {
      store.insertIfNone(marker(current));
    }
    KeyMarkerRepository.Marker marker = store.find().orElseThrow();
    if (configured.stream().noneMatch(key -> opens(key, marker))) {
      throw refused("the stored credentials were encrypted with key " + marker.keyId(), configured);
    }
    Map<String, Long> byKey = rows.countByKey();
    String unknown =
        byKey.keySet().stream()
            .filter(id -> configured.stream().noneMatch(key -> key.id().equals(id)))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw refused("some stored credentials are still encrypted with key " + unknown, configured);
    }
    long waiting = rows.countWaiting(current.id());
    if (waiting > 0) {
      LOG.infof(
          "%d stored secrets are encrypted with an earlier key or in an earlier form; POST"
              + " /api/v1/secrets/rotation encrypts them with key %s",
          waiting, current.id());
    }
  }

  static KeyMarkerRepository.Marker marker(InstallationKey key) {
    return new KeyMarkerRepository.Marker(
        key.id(), Base64.getEncoder().encodeToString(AesGcm.seal(key.aes(), BOUND_TO, KNOWN_TEXT)));
  }

  private static boolean opens(InstallationKey key, KeyMarkerRepository.Marker marker) {
    try {
      AesGcm.open(key.aes(), BOUND_TO, Base64.getDecoder().decode(marker.sealed()));
      return true;
    } catch (GeneralSecurityException otherKey) {
      return false;
    }
  }

  private static AppException refused(String what, List<InstallationKey> configured) {
    String previous =
        configured.stream().skip(1).map(InstallationKey::id).collect(Collectors.joining(", "));
    return new AppException(
        KeyError.SECRET_KEY_INVALID,
        ("gazetteer.secrets.key (environment variable GAZETTEER_SECRETS_KEY, or the first line of"
                + " gazetteer.secrets.key-file) is key %s%s, but %s. Configure that key again, as"
                + " the key or under gazetteer.secrets.previous-keys; nothing was changed")
            .formatted(
                configured.get(0).id(),
                previous.isEmpty() ? "" : " with the earlier keys " + previous,
                what));
  }
}
