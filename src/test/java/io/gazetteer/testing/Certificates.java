package io.gazetteer.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** CAs, certificates and keys, made new for each run of the tests. */
public final class Certificates {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Certificates() {}

  /** An authority that signs certificates. */
  public record Authority(String name, KeyPair keys, X509Certificate certificate) {

    /** Its own certificate. */
    public String pem() {
      return Certificates.pem(certificate);
    }

    /** A certificate for a server, valid now. */
    public Signed server(String... hosts) {
      Instant now = Instant.now();
      return sign(
          "CN=" + hosts[0], now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(90)), hosts);
    }

    /** A certificate for a server that ended yesterday. */
    public Signed expiredServer(String... hosts) {
      Instant now = Instant.now();
      return sign(
          "CN=" + hosts[0], now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), hosts);
    }

    /** A certificate for a database user. */
    public Signed client(String user) {
      Instant now = Instant.now();
      return sign("CN=" + user, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    }

    /** A certificate for a database user that ended yesterday. */
    public Signed expiredClient(String user) {
      Instant now = Instant.now();
      return sign("CN=" + user, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
    }

    private Signed sign(String subject, Instant from, Instant until, String... hosts) {
      KeyPair pair = newKeys();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + name),
              new BigInteger(64, RANDOM),
              Date.from(from),
              Date.from(until),
              new X500Name(subject),
              pair.getPublic());
      List<GeneralName> names =
          List.of(hosts).stream()
              .map(
                  host ->
                      new GeneralName(
                          host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName,
                          host))
              .toList();
      try {
        if (!names.isEmpty()) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        return new Signed(pair, built(builder, keys));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** A certificate with its key. */
  public record Signed(KeyPair keys, X509Certificate certificate) {

    public String pem() {
      return Certificates.pem(certificate);
    }

    /** The key as PKCS#8. */
    public String key() {
      try {
        return write(new JcaPKCS8Generator(keys.getPrivate(), null));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** The key as PKCS#1, "BEGIN RSA PRIVATE KEY". */
    public String pkcs1Key() {
      try {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
        return write(
            new PemObject(
                "RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded()));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** The key as PKCS#8, encrypted. */
    public String encryptedKey(String password) {
      try {
        return write(
            new JcaPKCS8Generator(
                keys.getPrivate(),
                new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setPassword(password.toCharArray())
                    .build()));
      } catch (OperatorCreationException | IOException failure) {
        throw new IllegalStateException(failure);
      }
    }

    /** For a TLS server of a test. */
    public SSLContext serverContext() {
      char[] password = "test".toCharArray();
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            "server", keys.getPrivate(), password, new X509Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** A new authority of that name. */
  public static Authority authority(String name) {
    KeyPair keys = newKeys();
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + name),
            new BigInteger(64, RANDOM),
            Date.from(now.minus(Duration.ofDays(30))),
            Date.from(now.plus(Duration.ofDays(30))),
            new X500Name("CN=" + name),
            keys.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Authority(name, keys, built(builder, keys));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static X509Certificate built(X509v3CertificateBuilder builder, KeyPair signer) {
    try {
      ContentSigner signature =
          new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate());
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(builder.build(signature).getEncoded()));
    } catch (OperatorCreationException | GeneralSecurityException | IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String pem(X509Certificate certificate) {
    return write(certificate);
  }

  private static String write(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return text.toString();
  }
}
