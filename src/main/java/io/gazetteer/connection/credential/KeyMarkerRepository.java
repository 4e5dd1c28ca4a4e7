package io.gazetteer.connection.credential;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.Optional;

/** Stores the marker that tells whether the configured keys are those that the database knows. */
@ApplicationScoped
class KeyMarkerRepository implements RecordRepository<KeyMarker, Boolean> {

  @Inject NamedLock lock;

  /**
   * The marker.
   *
   * @param keyId names the key that it was sealed with
   * @param sealed the known text, sealed, in base64
   */
  record Marker(String keyId, String sealed) {}

  @Transactional
  Optional<Marker> find() {
    return findByIdOptional(true)
        .map(row -> new Marker(row.keyId(), Base64.getEncoder().encodeToString(row.sealed())));
  }

  /** Stores the marker of the first start; where replicas start together, that of the first. */
  @Transactional
  void insertIfNone(Marker marker) {
    lock.hold("key marker");
    if (findByIdOptional(true).isEmpty()) {
      persist(new KeyMarker(marker.keyId(), sealed(marker)));
    }
    settle();
  }

  /** Puts a marker in the place of the one that is there. */
  @Transactional
  void replace(Marker marker) {
    findByIdOptional(true).ifPresent(row -> row.take(marker.keyId(), sealed(marker)));
    settle();
  }

  private static byte[] sealed(Marker marker) {
    return Base64.getDecoder().decode(marker.sealed());
  }
}
