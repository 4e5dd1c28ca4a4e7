package io.gazetteer.connection;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Guards what is inside the encryption that begins on a {@link CheckedSocket}. */
final class GuardedTlsSockets extends DelegatingTlsSockets {

  GuardedTlsSockets(SSLSocketFactory real) {
    super(real);
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket encrypted = (SSLSocket) super.createSocket(plain, host, port, autoClose);
    return ((CheckedSocket) plain).guarded(encrypted);
  }
}
