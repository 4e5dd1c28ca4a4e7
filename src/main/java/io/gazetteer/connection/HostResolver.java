package io.gazetteer.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. */
interface HostResolver {

  /**
   * Returns the current addresses of a host.
   *
   * @return at least one
   * @throws UnknownHostException if the name is unknown
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  static List<InetAddress> ofJava(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }
}
