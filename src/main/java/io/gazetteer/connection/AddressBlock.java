package io.gazetteer.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A CIDR block of addresses. */
final class AddressBlock {

  /**
   * Forms of IPv6 that lead to an IPv4 address: the first digits, and at which byte that address
   * begins.
   */
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

  private final byte[] network;
  private final int bits;

  private AddressBlock(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads a block, for example {@code 10.0.0.0/8} or {@code fe80::/10}.
   *
   * @param setting where it stands, for the fault
   * @throws IllegalArgumentException when it is none
   */
  static AddressBlock of(String cidr, String setting) {
    int slash = cidr.indexOf('/');
    String bits = slash < 0 ? "" : cidr.substring(slash + 1).strip();
    if (!bits.matches("[0-9]{1,3}") || !cidr.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException(setting + ": not a CIDR block: " + cidr);
    }
    try {
      byte[] network = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
      if (Integer.parseInt(bits) > network.length * 8) {
        throw new IllegalArgumentException(setting + ": not a CIDR block: " + cidr);
      }
      return new AddressBlock(network, Integer.parseInt(bits));
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException(setting + ": not a CIDR block: " + cidr, notAnAddress);
    }
  }

  /** True for an address of the block, also where IPv6 carries an IPv4 address of it. */
  boolean holds(InetAddress address) {
    return holds(address.getAddress()) || carried(address).map(this::holds).orElse(false);
  }

  private boolean holds(byte[] other) {
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

  /** The bytes of the IPv4 address that an IPv6 address leads to. */
  private static Optional<byte[]> carried(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    String digits = HexFormat.of().formatHex(bytes);
    return Arrays.stream(Carrier.values())
        .filter(each -> digits.startsWith(each.start))
        .map(each -> Arrays.copyOfRange(bytes, each.at, each.at + 4))
        .findFirst();
  }
}
