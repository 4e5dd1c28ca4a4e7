package io.gazetteer.connection;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A socket factory with the two methods that pgJDBC calls: {@code createSocket()} for a connection,
 * and {@code createSocket(plain, host, port, autoClose)} to start TLS on it. The others would
 * connect to an address that was not checked, and throw.
 */
abstract class DriverSockets extends SSLSocketFactory {

  @Override
  public final Socket createSocket(String host, int port) {
    throw unsupported();
  }

  @Override
  public final Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port) {
    throw unsupported();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw unsupported();
  }

  @Override
  public final String[] getDefaultCipherSuites() {
    throw unsupported();
  }

  @Override
  public final String[] getSupportedCipherSuites() {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("Only checked addresses are connected to");
  }
}
