package io.gazetteer.common.keys;

import io.gazetteer.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One key. Never printed with its bytes. */
public final class InstallationKey {

  private static final String HMAC = "HmacSHA256";
  private static final int ID_BYTES = 4;

  private final byte[] bytes;
  private final String id;

  InstallationKey(byte[] bytes) {
    this.bytes = bytes.clone();
    this.id = HexFormat.of().formatHex(Sha256.start().digest(bytes), 0, ID_BYTES);
  }

  /** Returns the id of the key, which reveals nothing about it: the start of its SHA-256. */
  public String id() {
    return id;
  }

  public SecretKey aes() {
    return new SecretKeySpec(bytes, "AES");
  }

  /**
   * A hash that only the holder of the key can compute, in small hexadecimal letters.
   *
   * @param use keeps hashes of different uses apart
   */
  public String hmac(String use, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      mac.update((use + ":").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("Every Java has " + HMAC, failure);
    }
  }

  @Override
  public String toString() {
    return "InstallationKey[" + id + "]";
  }
}
