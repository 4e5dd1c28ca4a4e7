package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.common.keys.InstallationKeys;
import io.gazetteer.connection.ConnectionError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts each secret with AES-256-GCM under a new data key, and the data key under the
 * installation's key. Both are bound to one field of one row, so that a copy elsewhere cannot be
 * decrypted. A new installation key re-encrypts the data keys, never the secrets.
 */
@ApplicationScoped
public class SecretBox {

  private static final int DATA_KEY_BYTES = 32;
  private static final String FINGERPRINT = "fingerprint";

  private final SecureRandom random = new SecureRandom();
  private final InstallationKeys keys;

  @Inject
  SecretBox(InstallationKeys keys) {
    this.keys = keys;
  }

  /**
   * Encrypts a secret with the installation's current key.
   *
   * @param owner guid of its row
   * @param field its field in the row, for example {@code credential}
   * @return different on each call
   */
  SealedSecret seal(UUID owner, String field, byte[] secret) {
    byte[] dataKey = new byte[DATA_KEY_BYTES];
    random.nextBytes(dataKey);
    InstallationKey current = keys.current();
    return new SealedSecret(
        current.id(),
        AesGcm.seal(current.aes(), ofDataKey(owner, field, current.id()), dataKey),
        AesGcm.seal(new SecretKeySpec(dataKey, "AES"), ofSecret(owner, field), secret));
  }

  /**
   * Decrypts what {@link #seal} or an earlier version encrypted for the same owner and field.
   *
   * @throws AppException SECRET_UNREADABLE if its key is not configured, owner or field differ, or
   *     a byte was changed
   */
  byte[] open(UUID owner, String field, SealedSecret sealed) {
    InstallationKey key = keyOf(sealed);
    try {
      if (sealed.dataKey().isEmpty()) {
        return AesGcm.open(key.aes(), owner + ":" + field, sealed.text());
      }
      return AesGcm.open(dataKey(owner, field, sealed, key), ofSecret(owner, field), sealed.text());
    } catch (GeneralSecurityException failure) {
      throw changed(failure);
    }
  }

  /**
   * Returns the secret under the installation's current key. The encrypted text is unchanged,
   * unless it is in the form of earlier versions; then it is encrypted again.
   *
   * @throws AppException SECRET_UNREADABLE as with {@link #open}
   */
  SealedSecret rewrap(UUID owner, String field, SealedSecret sealed) {
    byte[] secret = open(owner, field, sealed);
    if (sealed.dataKey().isEmpty()) {
      return seal(owner, field, secret);
    }
    InstallationKey current = keys.current();
    try {
      byte[] dataKey = dataKey(owner, field, sealed, keyOf(sealed)).getEncoded();
      return new SealedSecret(
          current.id(),
          AesGcm.seal(current.aes(), ofDataKey(owner, field, current.id()), dataKey),
          sealed.text());
    } catch (GeneralSecurityException failure) {
      throw changed(failure);
    }
  }

  /**
   * Returns keyed hashes for recognising a text that may contain secrets: with the current key
   * first, then with earlier ones. Equal texts have equal hashes.
   */
  public List<String> fingerprints(String text) {
    return keys.all().stream().map(key -> key.hmac(FINGERPRINT, text)).toList();
  }

  private InstallationKey keyOf(SealedSecret sealed) {
    return keys.byId(sealed.keyId())
        .orElseThrow(
            () ->
                new AppException(
                    ConnectionError.SECRET_UNREADABLE,
                    ("A stored secret is encrypted with key %s, which is not configured"
                            + " (gazetteer.secrets.previous-keys). Configure it, or enter the password"
                            + " again")
                        .formatted(sealed.keyId())));
  }

  private static SecretKey dataKey(
      UUID owner, String field, SealedSecret sealed, InstallationKey key)
      throws GeneralSecurityException {
    byte[] opened =
        AesGcm.open(key.aes(), ofDataKey(owner, field, key.id()), sealed.dataKey().orElseThrow());
    return new SecretKeySpec(opened, "AES");
  }

  private static String ofSecret(UUID owner, String field) {
    return "secret:" + owner + ":" + field;
  }

  private static String ofDataKey(UUID owner, String field, String keyId) {
    return "data-key:" + keyId + ":" + owner + ":" + field;
  }

  private static AppException changed(GeneralSecurityException failure) {
    return new AppException(
        ConnectionError.SECRET_UNREADABLE,
        "A stored secret cannot be decrypted: it was changed, or belongs to another row. Enter"
            + " the password again",
        failure);
  }
}
