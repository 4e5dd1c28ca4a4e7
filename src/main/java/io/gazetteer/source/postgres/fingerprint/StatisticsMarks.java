package io.gazetteer.source.postgres.fingerprint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Marks of the statistics of relations and indexes that were read last, each an oid and 32 bits of
 * a hash, so that only those that changed are read again. Two values with the same hash, one pair
 * in four thousand million, differ after the next change. Immutable.
 */
public final class StatisticsMarks {

  /** None were read. */
  public static final StatisticsMarks NONE = new StatisticsMarks(new long[0]);

  private static final int OID_BITS = 32;
  private static final long LOW = (1L << OID_BITS) - 1;

  // Oid and hash in one, rising.
  private final long[] marks;

  private StatisticsMarks(long[] marks) {
    this.marks = marks;
  }

  /** Gathers marks, one an object. One thread at a time. */
  public static final class Gathering {

    private static final int FIRST_CAPACITY = 64;

    private final StatisticsMarks earlier;
    private long[] marks = new long[FIRST_CAPACITY];
    private int size;

    /** Gathers them to be compared with those of an earlier crawl. */
    public Gathering(StatisticsMarks earlier) {
      this.earlier = earlier;
    }

    /**
     * Adds the statistics of an object; -1 = unknown.
     *
     * @return whether they differ from those of the earlier read
     */
    public boolean add(long oid, long value, long other) {
      if (size == marks.length) {
        marks = Arrays.copyOf(marks, size * 2);
      }
      long mark = oid << OID_BITS | hash(value, other);
      marks[size++] = mark;
      return Arrays.binarySearch(earlier.marks, mark) < 0;
    }

    private static long hash(long value, long other) {
      return CatalogNodes.mixed(CatalogNodes.mixed(value) + other) & LOW;
    }

    /** All of them. */
    public StatisticsMarks end() {
      long[] all = Arrays.copyOf(marks, size);
      Arrays.sort(all);
      return new StatisticsMarks(all);
    }
  }

  /** In one line of ASCII. */
  String written() {
    ByteBuffer bytes = ByteBuffer.allocate(marks.length * Long.BYTES);
    bytes.asLongBuffer().put(marks);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Reads what {@link #written} gave; empty for anything else. */
  static Optional<StatisticsMarks> of(String written) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(written);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length % Long.BYTES != 0) {
      return Optional.empty();
    }
    long[] marks = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(marks);
    return Optional.of(new StatisticsMarks(marks));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatisticsMarks that && Arrays.equals(marks, that.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(marks);
  }
}
