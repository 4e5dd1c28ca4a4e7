package io.gazetteer.source.postgres.fingerprint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes of a catalog, each with a hash over all that the catalog holds of it: relations with
 * their columns, keys and other parts, types, and routines. Immutable.
 */
public final class CatalogNodes {

  private static final int KIND_BITS = 32;
  private static final long OID = (1L << KIND_BITS) - 1;
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  // Rising, and at the same place the hash of each.
  private final long[] nodes;
  private final long[] hashes;

  private CatalogNodes(long[] nodes, long[] hashes) {
    this.nodes = nodes;
    this.hashes = hashes;
  }

  /** What a node is, in the order of the numbers that the statements give them. */
  enum Kind {
    RELATION,
    TYPE,
    ROUTINE
  }

  static Kind kind(long node) {
    return Kind.values()[(int) (node >>> KIND_BITS)];
  }

  static long oid(long node) {
    return node & OID;
  }

  /** Gathers nodes catalog by catalog. */
  static final class Gathering {

    private final Map<Long, Long> hashes = new HashMap<>();

    /**
     * Adds what one catalog holds of a node.
     *
     * @param rows how many rows
     * @param versions hash over their versions
     */
    void add(String catalog, long node, long rows, long versions) {
      // Rows of two catalogs may lie at the same place and be of the same transaction.
      long part = mixed(mixed(versions + catalog.hashCode()) + rows);
      hashes.merge(node, part, (one, other) -> one ^ other);
    }

    CatalogNodes end() {
      long[] nodes = hashes.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
      return new CatalogNodes(nodes, Arrays.stream(nodes).map(hashes::get).toArray());
    }
  }

  /** Spreads each bit over all (the finisher of MurmurHash3, which loses nothing). */
  static long mixed(long value) {
    long bits = value;
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return bits ^ (bits >>> 33);
  }

  /** How many there are. */
  public int size() {
    return nodes.length;
  }

  /** Returns the nodes that changed, that are new, or that are gone. */
  public Set<Long> differingFrom(CatalogNodes earlier) {
    Set<Long> differing = new HashSet<>();
    int mine = 0;
    int other = 0;
    while (mine < nodes.length || other < earlier.nodes.length) {
      boolean gone =
          mine == nodes.length
              || (other < earlier.nodes.length && earlier.nodes[other] < nodes[mine]);
      boolean come =
          other == earlier.nodes.length
              || (mine < nodes.length && nodes[mine] < earlier.nodes[other]);
      if (gone) {
        differing.add(earlier.nodes[other++]);
      } else if (come) {
        differing.add(nodes[mine++]);
      } else {
        if (hashes[mine] != earlier.hashes[other]) {
          differing.add(nodes[mine]);
        }
        mine++;
        other++;
      }
    }
    return differing;
  }

  /** In one line of ASCII. */
  String written() {
    ByteBuffer bytes = ByteBuffer.allocate(nodes.length * ENTRY_BYTES);
    for (int i = 0; i < nodes.length; i++) {
      bytes.putLong(nodes[i]).putLong(hashes[i]);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Reads what {@link #written} gave; empty for anything else. */
  static Optional<CatalogNodes> of(String written) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(written);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length % ENTRY_BYTES != 0) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long[] nodes = new long[bytes.length / ENTRY_BYTES];
    long[] hashes = new long[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = buffer.getLong();
      hashes[i] = buffer.getLong();
    }
    return Optional.of(new CatalogNodes(nodes, hashes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogNodes that
        && Arrays.equals(nodes, that.nodes)
        && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }
}
