package io.gazetteer.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Makes encrypted sockets as another factory does. */
class DelegatingTlsSockets extends SSLSocketFactory {

  private final SSLSocketFactory real;

  DelegatingTlsSockets(SSLSocketFactory real) {
    this.real = real;
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    return real.createSocket(plain, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return real.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return real.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return real.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return real.createSocket(address, port, local, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return real.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return real.getSupportedCipherSuites();
  }
}
