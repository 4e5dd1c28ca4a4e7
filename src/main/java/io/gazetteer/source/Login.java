package io.gazetteer.source;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Where a source's own driver connects to, as whom, and how long it may wait. Never printed with
 * its password.
 *
 * @param host name or address as people write it
 * @param address what the network connection leads to: the one that was found to be allowed, so
 *     that no name server is asked again
 * @param port 1 to 65535
 * @param database never empty
 * @param password may be empty, where the server asks for none
 * @param connectTimeout longest wait for the network connection and the sign-in, each
 * @param statementTimeout longest time one statement may take
 * @param lockTimeout longest wait for a lock at the server
 */
public record Login(
    String host,
    InetAddress address,
    int port,
    String database,
    String username,
    String password,
    Duration connectTimeout,
    Duration statementTimeout,
    Duration lockTimeout) {

  @Override
  public String toString() {
    return "Login[host=" + host + ", port=" + port + ", database=" + database + "]";
  }
}
