package io.gazetteer.connection;

import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A network that also contains the IPv6 addresses that carry an IPv4 address of it. */
public record AddressBlock(CidrAddress network) {

  /** Forms of IPv6 that carry an IPv4 address: their first digits, and the byte it starts at. */
  private enum Carrier {
    MAPPED("00000000000000000000ffff", 12),
    COMPATIBLE("000000000000000000000000", 12),
    TRANSLATED("0000000000000000ffff0000", 12),
    NAT64("0064ff9b0000000000000000", 12),
    LOCAL_NAT64("0064ff9b0001", 12),
    SIX_TO_FOUR("2002", 2);

    private final String start;
    private final int at;

    Carrier(String start, int at) {
      this.start = start;
      this.at = at;
    }
  }

  /**
   * Parses a network in CIDR notation, for example {@code 10.0.0.0/8} or {@code fe80::/10}.
   *
   * @throws IllegalArgumentException if it is not one, or is an IPv4 network in IPv6 notation
   */
  public static AddressBlock of(String cidr) {
    CidrAddress network = Inet.parseCidrAddress(cidr);
    if (network == null || isMapped(cidr)) {
      throw new IllegalArgumentException("not a CIDR block: " + cidr);
    }
    return new AddressBlock(network);
  }

  /** Returns whether IPv4 is written as IPv6, where the prefix length would be ambiguous. */
  private static boolean isMapped(String cidr) {
    byte[] address = Inet.parseInetAddressToBytes(cidr.substring(0, cidr.indexOf('/')));
    return HexFormat.of().formatHex(address).startsWith(Carrier.MAPPED.start);
  }

  boolean contains(InetAddress address) {
    return network.matches(address) || carried(address).filter(network::matches).isPresent();
  }

  /** Returns the bytes of the IPv4 address that an IPv6 address carries. */
  private static Optional<byte[]> carried(InetAddress address) {
    if (address instanceof Inet4Address || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    String digits = HexFormat.of().formatHex(bytes);
    return Arrays.stream(Carrier.values())
        .filter(each -> digits.startsWith(each.start))
        .map(each -> Arrays.copyOfRange(bytes, each.at, each.at + 4))
        .findFirst();
  }
}
