package io.gazetteer.http;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The proxies that may say for whom they ask: addresses, networks and host names. */
final class TrustedProxies {

  private static final Logger LOG = Logger.getLogger(TrustedProxies.class);

  private final List<CidrAddress> networks;

  private TrustedProxies(List<CidrAddress> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Those of {@code quarkus.http.proxy.trusted-proxies}; ports, which Quarkus takes too, make no
   * difference here. Names are resolved once; those that cannot be resolved are omitted.
   */
  static TrustedProxies of(List<String> texts) {
    List<CidrAddress> networks = new ArrayList<>();
    for (String text : texts) {
      String proxy = text.strip();
      CidrAddress network = Inet.parseCidrAddress(proxy);
      if (network != null) {
        networks.add(network);
        continue;
      }
      String host = withoutPort(proxy);
      InetAddress literal = Inet.parseInetAddress(host);
      if (literal != null) {
        networks.add(whole(literal));
      } else {
        networks.addAll(resolved(host));
      }
    }
    return new TrustedProxies(networks);
  }

  private static String withoutPort(String proxy) {
    if (proxy.startsWith("[")) {
      return proxy.substring(1, proxy.indexOf(']') < 0 ? proxy.length() : proxy.indexOf(']'));
    }
    int colon = proxy.indexOf(':');
    boolean port = colon >= 0 && colon == proxy.lastIndexOf(':');
    return port ? proxy.substring(0, colon) : proxy;
  }

  private static List<CidrAddress> resolved(String host) {
    List<CidrAddress> addresses = new ArrayList<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.add(whole(address));
      }
    } catch (UnknownHostException unknown) {
      LOG.warnf("Cannot resolve the proxy %s (quarkus.http.proxy.trusted-proxies)", host);
    }
    return addresses;
  }

  private static CidrAddress whole(InetAddress address) {
    return CidrAddress.create(address, address.getAddress().length * Byte.SIZE);
  }

  boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.matches(address));
  }
}
