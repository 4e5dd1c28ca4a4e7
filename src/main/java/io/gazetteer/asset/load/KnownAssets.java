package io.gazetteer.asset.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * What the catalogue holds of one database, as hashes alone: 17 bytes an asset at a load of a half
 * to two thirds, so that two million fit beside a reader in a small heap. A content hash covers
 * type and path, so that an asset is known by it. One thread at a time.
 */
public final class KnownAssets {

  private static final int FIRST_CAPACITY = 1 << 10;

  /** Spreads what was not spread before; hashes from other times may be anything. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  // 0 = a free place. No hash that we make is 0.
  private long[] contents = new long[FIRST_CAPACITY];
  private long[] statistics = new long[FIRST_CAPACITY];
  private BitSet seen = new BitSet();
  // Several rows with one hash: it tells nothing about any of them.
  private BitSet ambiguous = new BitSet();
  private boolean zeroHeld;
  private int size;

  /**
   * Reads what a query yields.
   *
   * @param statement a {@code COPY (…) TO STDOUT (FORMAT binary)} of content hash and statistics
   *     hash, both bigint, the latter NULL where there is none
   */
  public static KnownAssets read(Connection connection, String statement) throws SQLException {
    KnownAssets known = new KnownAssets();
    BinaryRows.forEach(
        connection,
        statement,
        row -> known.add(row.int8(0, 0), row.isNull(1) ? 0 : row.int8(1, 0)));
    return known;
  }

  /** How many distinct assets are known. */
  public int size() {
    return size;
  }

  void add(long content, long statisticsHash) {
    if (content == 0) {
      zeroHeld = true;
      return;
    }
    // Two thirds: the chains stay short.
    if (size > contents.length / 3 * 2) {
      grow();
    }
    int place = place(content);
    if (contents[place] == content) {
      ambiguous.set(place);
    } else {
      contents[place] = content;
      statistics[place] = statisticsHash;
      size++;
    }
  }

  /**
   * Notes that an asset is still there as it was.
   *
   * @return where it lies, for {@link #hasStatistics}; -1 when it is not known, or not beyond doubt
   */
  public int see(long content) {
    int place = place(content);
    if (contents[place] != content || content == 0 || ambiguous.get(place)) {
      return -1;
    }
    seen.set(place);
    return place;
  }

  /** Whether the asset at a place has the figures with that hash; 0 for none. */
  public boolean hasStatistics(int place, long statisticsHash) {
    return statistics[place] == statisticsHash;
  }

  /** How many were not seen. */
  public long unseen() {
    return (long) size - seen.cardinality() + (zeroHeld ? 1 : 0);
  }

  /**
   * Copies the content hash of each asset that was not seen.
   *
   * @param statement a {@code COPY … FROM STDIN (FORMAT binary)} of one bigint
   */
  public void copyUnseen(Connection connection, String statement) throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, statement)) {
      if (zeroHeld) {
        copyOne(copy, 0);
      }
      for (int i = 0; i < contents.length; i++) {
        if (contents[i] != 0 && !seen.get(i)) {
          copyOne(copy, contents[i]);
        }
      }
      copy.finish();
    }
  }

  private static void copyOne(BinaryCopy copy, long content) throws SQLException {
    copy.startRow(1);
    copy.int8(content);
  }

  private int place(long content) {
    int mask = contents.length - 1;
    int place = (int) ((content * SPREAD) >>> 32) & mask;
    while (contents[place] != 0 && contents[place] != content) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldContents = contents;
    long[] oldStatistics = statistics;
    BitSet oldAmbiguous = ambiguous;
    contents = new long[oldContents.length * 2];
    statistics = new long[oldContents.length * 2];
    ambiguous = new BitSet();
    for (int i = 0; i < oldContents.length; i++) {
      if (oldContents[i] != 0) {
        int place = place(oldContents[i]);
        contents[place] = oldContents[i];
        statistics[place] = oldStatistics[i];
        ambiguous.set(place, oldAmbiguous.get(i));
      }
    }
  }
}
