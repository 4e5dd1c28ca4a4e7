package io.gazetteer.connection.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS of one connection: starts it, and remembers what the server showed. Reads no file. */
public final class TlsSession {

  private static final char[] IN_MEMORY = "in-memory".toCharArray();

  private final Tls tls;
  private final TrustJudge judge;
  private final SSLSocketFactory sockets;
  private volatile SSLSocket latest;

  private TlsSession(Tls tls, TrustJudge judge, SSLSocketFactory sockets) {
    this.tls = tls;
    this.judge = judge;
    this.sockets = sockets;
  }

  /**
   * Creates TLS for one connection.
   *
   * @param moreCas PEM of CAs to trust in addition to Java's if the connection has none; empty =
   *     none
   * @throws PemException if a certificate or key cannot be read
   */
  public static TlsSession of(Tls tls, Optional<String> moreCas, Clock clock) throws PemException {
    try {
      X509ExtendedTrustManager trusted =
          tls.mode().verifies() ? trust(tls, moreCas) : trust((KeyStore) null);
      TrustJudge judge = new TrustJudge(tls.mode(), trusted, clock);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(tls), new TrustManager[] {judge}, null);
      return new TlsSession(tls, judge, context.getSocketFactory());
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException("Java's TLS could not be set up", failure);
    }
  }

  /** Returns whether the last socket is encrypted and open. */
  public boolean encrypted() {
    SSLSocket socket = latest;
    return socket != null && !socket.isClosed();
  }

  /** Returns whether TLS was started, successfully or not. */
  public boolean begun() {
    return latest != null;
  }

  /** Returns the server's certificate; empty before it was received. */
  public Optional<ServerCertificate> certificate() {
    return judge.seen().map(ServerCertificate::of);
  }

  /**
   * Returns version and cipher, for example {@code TLSv1.3, TLS_AES_256_GCM_SHA384}.
   *
   * @return empty if they were not negotiated; call it when the connection is established or has
   *     failed
   */
  public Optional<String> cipher() {
    SSLSocket socket = latest;
    if (judge.seen().isEmpty() || socket == null) {
      return Optional.empty();
    }
    SSLSession session = socket.getSession();
    return Optional.of(session.getProtocol() + ", " + session.getCipherSuite())
        .filter(agreed -> session.getCipherSuite().startsWith("TLS_"));
  }

  /**
   * Returns when the server's certificate was checked, as {@link System#nanoTime}; empty before.
   */
  public OptionalLong judgedAtNanos() {
    return judge.judgedAtNanos();
  }

  TrustJudge judge() {
    return judge;
  }

  Tls tls() {
    return tls;
  }

  private static X509ExtendedTrustManager trust(Tls tls, Optional<String> moreCas)
      throws PemException, GeneralSecurityException, IOException {
    List<X509Certificate> cas = new ArrayList<>();
    if (tls.caPem().isPresent()) {
      cas.addAll(Pem.certificates(tls.caPem().get()));
    } else if (moreCas.isPresent()) {
      cas.addAll(List.of(trust((KeyStore) null).getAcceptedIssuers()));
      cas.addAll(Pem.certificates(moreCas.get()));
    } else {
      return trust((KeyStore) null);
    }
    return trust(Pem.trustStore(cas));
  }

  /** Returns a check against the CAs of a store; null = those of Java. */
  private static X509ExtendedTrustManager trust(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager one : factory.getTrustManagers()) {
      if (one instanceof X509TrustManager) {
        return (X509ExtendedTrustManager) one;
      }
    }
    throw new GeneralSecurityException("Java has no check for certificates");
  }

  private static KeyManager[] keys(Tls tls)
      throws PemException, GeneralSecurityException, IOException {
    if (tls.client().isEmpty()) {
      return new KeyManager[0];
    }
    Tls.Client client = tls.client().get();
    PrivateKey key = Pem.key(client.keyPem(), client.keyPassword());
    List<X509Certificate> chain = Pem.certificates(client.certificatePem());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  /**
   * Starts TLS on a connected socket; the handshake is up to the caller.
   *
   * @param host the name that the certificate is compared with
   */
  public SSLSocket encrypt(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    latest = (SSLSocket) sockets.createSocket(plain, host, port, autoClose);
    return latest;
  }
}
