package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Decides which network addresses may be connected to, after names are resolved. */
@ApplicationScoped
class NetworkRules {

  private final List<Block> denied;

  @Inject
  NetworkRules(SourceSettings settings) {
    this.denied = settings.deniedNetworks().stream().map(Block::of).toList();
  }

  /**
   * Resolves a host and refuses the ones that must not be reached.
   *
   * @return its addresses, all allowed, in the resolver's order
   * @throws AppException SOURCE_UNKNOWN_HOST when no name server knows it, SOURCE_ADDRESS_DENIED
   *     when any of its addresses is in a denied network
   */
  List<InetAddress> resolve(String host) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      throw new AppException(
          SourceError.SOURCE_UNKNOWN_HOST,
          "No name server knows the host %s. Check the spelling, and that this machine can resolve it"
              .formatted(host),
          unknown);
    }
    for (InetAddress address : addresses) {
      if (address.isAnyLocalAddress() || denied.stream().anyMatch(block -> block.holds(address))) {
        throw new AppException(
            SourceError.SOURCE_ADDRESS_DENIED,
            "This service does not connect to %s, the address of %s (gazetteer.source.denied-networks)"
                .formatted(address.getHostAddress(), host));
      }
    }
    return addresses;
  }

  /** A CIDR block. */
  private static final class Block {

    private final byte[] network;
    private final int bits;

    private Block(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Block of(String cidr) {
      int slash = cidr.indexOf('/');
      if (slash < 0 || !cidr.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
        throw new IllegalArgumentException(
            "gazetteer.source.denied-networks: not a CIDR block: " + cidr);
      }
      try {
        return new Block(
            InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
            Integer.parseInt(cidr.substring(slash + 1).strip()));
      } catch (UnknownHostException notAnAddress) {
        throw new IllegalArgumentException(
            "gazetteer.source.denied-networks: not a CIDR block: " + cidr, notAnAddress);
      }
    }

    boolean holds(InetAddress address) {
      byte[] other = address.getAddress();
      if (other.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
