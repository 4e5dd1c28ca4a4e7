package io.gazetteer.connection.tls;

import io.smallrye.certs.pem.parsers.EncryptedPKCS8Parser;
import io.smallrye.certs.pem.parsers.PKCS1Parser;
import io.smallrye.certs.pem.parsers.PKCS8Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates (with the JDK) and private keys (with SmallRye) in PEM text. The blocks of
 * certificates are found here, because the JDK fails on a text that also contains a key, and does
 * not say which certificate is broken. No message quotes what was read.
 */
public final class Pem {

  private static final int MAX_LENGTH = 1_000_000;
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final String NEVER_A_PATH =
      "must be PEM text that begins with -----BEGIN, never the path of a file";

  private Pem() {}

  /**
   * Returns all certificates of a text in its order; everything around them is ignored.
   *
   * @return at least one
   */
  public static List<X509Certificate> certificates(String pem) throws PemException {
    requirePem(pem);
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = CERTIFICATE.matcher(pem);
    while (block.find()) {
      byte[] text = block.group().getBytes(StandardCharsets.US_ASCII);
      try {
        found.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text)));
      } catch (CertificateException broken) {
        throw new PemException(
            "must contain complete certificates; number %d cannot be read"
                .formatted(found.size() + 1));
      }
    }
    if (found.isEmpty()) {
      throw new PemException("must contain a certificate (-----BEGIN CERTIFICATE-----)");
    }
    return found;
  }

  /** Returns a store that contains some certificates and nothing else. */
  public static KeyStore trustStore(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("ca-" + i, certificates.get(i));
    }
    return store;
  }

  public static PrivateKey key(String pem, Optional<String> password) throws PemException {
    requirePem(pem);
    boolean encrypted = pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    if (pem.contains("Proc-Type:") || pem.contains("-----BEGIN EC PRIVATE KEY-----")) {
      throw new PemException(
          "must be PKCS#8 or unencrypted PKCS#1; convert this one with: openssl pkcs8 -topk8 -in"
              + " client.key");
    }
    if (encrypted && password.isEmpty()) {
      throw new PemException("is encrypted: give its password");
    }
    PrivateKey key;
    try {
      if (encrypted) {
        key = new EncryptedPKCS8Parser().getKey(pem, password.orElseThrow());
      } else if (pem.contains("-----BEGIN RSA PRIVATE KEY-----")) {
        key = new PKCS1Parser().getKey(pem, null);
      } else {
        key = new PKCS8Parser().getKey(pem, null);
      }
    } catch (RuntimeException broken) {
      key = null;
    }
    if (key == null) {
      throw new PemException(
          encrypted
              ? "must be a private key that its password decrypts"
              : "must contain a complete private key (-----BEGIN PRIVATE KEY-----)");
    }
    return key;
  }

  static boolean belongs(PrivateKey key, PublicKey certified) {
    String name =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = "gazetteer".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signer = Signature.getInstance(name);
      signer.initSign(key);
      signer.update(text);
      Signature checker = Signature.getInstance(name);
      checker.initVerify(certified);
      checker.update(text);
      return checker.verify(signer.sign());
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  /**
   * Checks that a key can be read and belongs to a certificate.
   *
   * @throws PemException if the key cannot be read or belongs to another certificate
   */
  public static void requirePair(
      X509Certificate certificate, String keyPem, Optional<String> password) throws PemException {
    if (!belongs(key(keyPem, password), certificate.getPublicKey())) {
      throw new PemException("must be the private key of the certificate given");
    }
  }

  private static void requirePem(String pem) throws PemException {
    if (pem.length() > MAX_LENGTH) {
      throw new PemException("must not be longer than a million characters");
    }
    if (!pem.contains("-----BEGIN ")) {
      throw new PemException(NEVER_A_PATH);
    }
  }
}
