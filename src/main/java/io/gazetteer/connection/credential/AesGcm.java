package io.gazetteer.connection.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM: a nonce of 12 bytes, then the encrypted text with its tag. */
final class AesGcm {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  /**
   * Encrypts a text.
   *
   * @param boundTo additional data that decryption requires again; not secret
   * @return different on each call
   */
  static byte[] seal(SecretKey key, String boundTo, byte[] text) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, boundTo).doFinal(text);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("Every Java has AES-GCM", failure);
    }
  }

  /**
   * Decrypts what {@link #seal} returned for the same key and additional data.
   *
   * @throws GeneralSecurityException if either differs or a byte was changed
   */
  static byte[] open(SecretKey key, String boundTo, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("Too short to be sealed");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] text = new byte[sealed.length - NONCE_BYTES];
    ByteBuffer.wrap(sealed).get(nonce).get(text);
    return cipher(Cipher.DECRYPT_MODE, key, nonce, boundTo).doFinal(text);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String boundTo)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
