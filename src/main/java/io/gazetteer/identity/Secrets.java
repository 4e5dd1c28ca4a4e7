package io.gazetteer.identity;

import io.gazetteer.common.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Generates secrets and their digests. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /**
   * Returns a secret of that many random bytes in URL-safe Base64: letters, digits, {@code -} and
   * {@code _}.
   */
  static String random(int bytes) {
    byte[] made = new byte[bytes];
    RANDOM.nextBytes(made);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
  }

  /**
   * Returns the SHA-256 digest of a token. A slow hash is not needed: tokens are random, or have a
   * minimum length.
   */
  static byte[] sha256(String token) {
    return Sha256.of(token);
  }
}
