package io.gazetteer.connection.preflight;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.source.SourceError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Checks whether a server listens on a port. */
final class PortCheck {

  private static final int REACH_MILLIS = 5_000;

  private PortCheck() {}

  /**
   * Connects to the first address that answers, and disconnects.
   *
   * @throws AppException SOURCE_PORT_CLOSED or SOURCE_UNREACHABLE
   */
  static Finding reach(List<InetAddress> addresses, ConnectionTarget target) {
    IOException last = null;
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, target.port()), REACH_MILLIS);
        return Finding.ok("Port " + target.port() + " is open");
      } catch (IOException failure) {
        last = failure;
      }
    }
    if (last instanceof ConnectException) {
      throw new AppException(
          SourceError.SOURCE_PORT_CLOSED,
          "Nothing listens at %s. Check the port, and that the server runs and listens on that address"
              .formatted(target.server()),
          last);
    }
    throw new AppException(
        SourceError.SOURCE_UNREACHABLE,
        "Server %s did not answer. Check host, port and firewalls".formatted(target.server()),
        last);
  }
}
