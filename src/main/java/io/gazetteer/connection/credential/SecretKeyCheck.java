package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * Refuses the start when the encryption key is missing, malformed, or not the one that the store
 * was written with. Writes nothing but the marker of the first start.
 */
@ApplicationScoped
class SecretKeyCheck {

  /** Early, so that nothing else has begun to work when the start is refused. */
  private static final int EARLY = 100;

  private static final UUID OWNER = new UUID(0, 0);
  private static final String PURPOSE = "key-check";
  private static final byte[] KNOWN_TEXT = "gazetteer".getBytes(StandardCharsets.UTF_8);

  private final SecretBox box;
  private final SecretKeyStore store;

  @Inject
  SecretKeyCheck(SecretBox box, SecretKeyStore store) {
    this.box = box;
    this.store = store;
  }

  void onStart(@Observes @Priority(EARLY) StartupEvent event) {
    check();
  }

  /**
   * Compares the key with the marker.
   *
   * @throws AppException SECRET_KEY_INVALID when the key is missing, malformed or another one
   */
  void check() {
    String keyId = box.keyId();
    if (store.find().isEmpty()) {
      String sealed = Base64.getEncoder().encodeToString(box.seal(OWNER, PURPOSE, KNOWN_TEXT));
      store.insertIfNone(new SecretKeyStore.Marker(keyId, sealed));
    }
    SecretKeyStore.Marker marker = store.find().orElseThrow();
    try {
      box.open(OWNER, PURPOSE, Base64.getDecoder().decode(marker.sealed()));
    } catch (AppException otherKey) {
      throw new AppException(
          ConnectionError.SECRET_KEY_INVALID,
          ("gazetteer.secrets.key (environment variable GAZETTEER_SECRETS_KEY) is key %s, but the"
                  + " credentials in the store were encrypted with key %s. Configure that key again;"
                  + " nothing was changed")
              .formatted(keyId, marker.keyId()),
          otherKey);
    }
  }
}
