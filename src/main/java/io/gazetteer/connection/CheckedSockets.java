package io.gazetteer.connection;

import io.gazetteer.connection.guard.GuardLimits;
import io.gazetteer.connection.guard.StartupChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Sockets that lead to one checked address, whatever address the driver has found by the name in
 * the meantime. The name stays with the driver, which has TLS compare it with the certificate.
 */
final class CheckedSockets extends SocketFactory {

  private final InetAddress address;
  private final int port;
  private final GuardLimits limits;
  private final StartupChange change;
  private final Set<CheckedSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  CheckedSockets(InetAddress address, int port, GuardLimits limits, StartupChange change) {
    this.change = change;
    this.address = address;
    this.port = port;
    this.limits = limits;
  }

  @Override
  public Socket createSocket() throws IOException {
    open.removeIf(Socket::isClosed);
    CheckedSocket socket = new CheckedSocket(new InetSocketAddress(address, port), limits, change);
    open.add(socket);
    if (aborted) {
      socket.abort();
    }
    return socket;
  }

  /** Closes all its sockets at once, and any that is still made. */
  void abort() {
    aborted = true;
    open.forEach(CheckedSocket::abort);
  }

  @Override
  public Socket createSocket(String host, int toPort) {
    throw unchecked();
  }

  @Override
  public Socket createSocket(String host, int toPort, InetAddress local, int localPort) {
    throw unchecked();
  }

  @Override
  public Socket createSocket(InetAddress host, int toPort) {
    throw unchecked();
  }

  @Override
  public Socket createSocket(InetAddress host, int toPort, InetAddress local, int localPort) {
    throw unchecked();
  }

  private static UnsupportedOperationException unchecked() {
    return new UnsupportedOperationException("Only the address that was checked is connected to");
  }
}
