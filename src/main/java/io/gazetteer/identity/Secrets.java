package io.gazetteer.identity;

import io.gazetteer.common.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets up, and digests of them. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A secret of so many random bytes, in letters, digits, {@code -} and {@code _}. */
  static String random(int bytes) {
    byte[] made = new byte[bytes];
    RANDOM.nextBytes(made);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
  }

  /**
   * SHA-256 of a token. Tokens are long and random or checked for length, so no slow hash is due.
   */
  static byte[] sha256(String token) {
    return Sha256.of(token);
  }
}
