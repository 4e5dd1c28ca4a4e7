package io.gazetteer.connection.credential;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under the configured key. Each sealed text is bound to one row and
 * one purpose, so that a copy in another row does not open.
 */
@ApplicationScoped
public class SecretBox {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretSettings settings;

  @Inject
  SecretBox(SecretSettings settings) {
    this.settings = settings;
  }

  /**
   * Seals a secret.
   *
   * @param owner guid of the row that it will stand in
   * @param purpose what it is for, for example {@code credential}
   * @return nonce and encrypted text, different on each call
   */
  public byte[] seal(UUID owner, String purpose, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner, purpose).doFinal(secret);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("AES-GCM is not available", failure);
    }
  }

  /**
   * Opens what {@link #seal} made for the same owner and purpose.
   *
   * @throws AppException SECRET_UNREADABLE when the key, the owner or the purpose is another one,
   *     or the bytes were changed
   */
  public byte[] open(UUID owner, String purpose, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      throw unreadable(null);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] text = new byte[sealed.length - NONCE_BYTES];
    ByteBuffer.wrap(sealed).get(nonce).get(text);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, owner, purpose).doFinal(text);
    } catch (GeneralSecurityException failure) {
      throw unreadable(failure);
    }
  }

  /** Names the key without telling anything about it. */
  public String keyId() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key());
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("SHA-256 is not available", failure);
    }
  }

  /**
   * A hash that only the holder of the key can compute, for recognising a text that may hold
   * secrets. Equal texts have equal fingerprints.
   */
  public String fingerprint(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      mac.update("fingerprint:".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", failure);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, UUID owner, String purpose)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((owner + ":" + purpose).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Read on each use: an encryption per credential is rare, and no copy stays around. */
  private byte[] key() {
    String text = settings.key().map(String::strip).orElse("");
    if (text.isEmpty()) {
      throw invalidKey("is not set");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw invalidKey("is not base64");
    }
    if (key.length != KEY_BYTES) {
      throw invalidKey("holds " + key.length + " bytes");
    }
    return key;
  }

  private static AppException invalidKey(String what) {
    return new AppException(
        ConnectionError.SECRET_KEY_INVALID,
        "gazetteer.secrets.key (environment variable GAZETTEER_SECRETS_KEY) "
            + what
            + ". Set it to 32 random bytes in base64, for example from: openssl rand -base64 32");
  }

  private static AppException unreadable(Throwable cause) {
    return new AppException(
        ConnectionError.SECRET_UNREADABLE,
        "A stored secret cannot be opened with the configured key. Enter the password again",
        cause);
  }
}
