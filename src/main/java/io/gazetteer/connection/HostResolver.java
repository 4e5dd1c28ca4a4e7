package io.gazetteer.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks name servers. */
interface HostResolver {

  /**
   * The addresses of a host now; they may be others the next time.
   *
   * @return at least one
   * @throws UnknownHostException when nobody knows the name
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** As Java does it. */
  static List<InetAddress> ofJava(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }
}
