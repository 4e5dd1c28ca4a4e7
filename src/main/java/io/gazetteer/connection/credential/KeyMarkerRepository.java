package io.gazetteer.connection.credential;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.Optional;

/** Stores the marker that shows whether the configured keys match the database. */
@ApplicationScoped
class KeyMarkerRepository implements RecordRepository<KeyMarker, Boolean> {

  @Inject NamedLock lock;

  /**
   * The marker.
   *
   * @param keyId id of the key that encrypted it
   * @param sealed the encrypted known text in base64
   */
  record Marker(String keyId, String sealed) {}

  @Transactional
  Optional<Marker> find() {
    return findByIdOptional(true)
        .map(row -> new Marker(row.keyId(), Base64.getEncoder().encodeToString(row.sealed())));
  }

  /** Stores the marker unless another replica already has. */
  @Transactional
  void insertIfNone(Marker marker) {
    lock.hold("key marker");
    if (findByIdOptional(true).isEmpty()) {
      persist(new KeyMarker(marker.keyId(), sealed(marker)));
    }
    settle();
  }

  @Transactional
  void replace(Marker marker) {
    lock.hold("key marker");
    findByIdOptional(true).ifPresent(row -> row.take(marker.keyId(), sealed(marker)));
    settle();
  }

  private static byte[] sealed(Marker marker) {
    return Base64.getDecoder().decode(marker.sealed());
  }
}
