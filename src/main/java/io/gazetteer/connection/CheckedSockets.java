package io.gazetteer.connection;

import io.gazetteer.connection.guard.GuardLimits;
import io.gazetteer.connection.guard.StartupChange;
import io.gazetteer.connection.tls.TlsSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sockets that connect to one checked address, whatever address the driver has resolved the
 * name to in the meantime. The name stays with the driver, which has TLS compare it with the
 * certificate.
 */
final class CheckedSockets extends DriverSockets {

  private final InetSocketAddress address;
  private final TlsSession tls;
  private final GuardLimits limits;
  private final StartupChange change;
  private final Set<CheckedSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  CheckedSockets(
      InetAddress address, int port, TlsSession tls, GuardLimits limits, StartupChange change) {
    this.address = new InetSocketAddress(address, port);
    this.tls = tls;
    this.limits = limits;
    this.change = change;
  }

  @Override
  public Socket createSocket() {
    open.removeIf(Socket::isClosed);
    CheckedSocket socket = new CheckedSocket(address, limits, change);
    open.add(socket);
    if (aborted) {
      socket.abort();
    }
    return socket;
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    return ((CheckedSocket) plain).guarded(tls.encrypt(plain, host, port, autoClose));
  }

  /** Closes all its sockets at once, and each one that is still made. */
  void abort() {
    aborted = true;
    open.forEach(CheckedSocket::abort);
  }
}
