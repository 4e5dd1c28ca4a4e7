package io.gazetteer.asset.load;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * The assets of one database in the catalogue, as hashes only. The hash table takes 16 bytes per
 * slot and is at most three quarters full, so that two million assets fit into a small heap. A
 * content hash covers type and path, so it identifies an asset. One thread at a time.
 */
public final class KnownAssets {

  /** Hashes of statistics by hashes of contents. */
  private final LongLongHashMap statistics = new LongLongHashMap();

  // Hashes that several rows share, or 0, which is no hash: they identify no row.
  private final LongHashSet ambiguous = new LongHashSet();
  private final BitSet seen = new BitSet();

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
    return statistics.size();
  }

  void add(long content, long statisticsHash) {
    int place = statistics.indexOf(content);
    if (content == 0 || statistics.indexExists(place)) {
      ambiguous.add(content);
    }
    if (!statistics.indexExists(place)) {
      statistics.indexInsert(place, content, statisticsHash);
    }
  }

  /**
   * Notes that an asset still exists and is unchanged.
   *
   * @return its slot, for {@link #hasStatistics}; -1 if it is unknown or ambiguous
   */
  public int see(long content) {
    int place = statistics.indexOf(content);
    if (!statistics.indexExists(place) || ambiguous.contains(content)) {
      return -1;
    }
    seen.set(place);
    return place;
  }

  /** Returns whether the asset at a place has the statistics with that hash; 0 = none. */
  public boolean hasStatistics(int place, long statisticsHash) {
    return statistics.indexGet(place) == statisticsHash;
  }

  /** How many were not seen. */
  public long unseen() {
    return (long) statistics.size() - seen.cardinality();
  }

  /**
   * Copies the content hash of each asset that was not seen.
   *
   * @param statement a {@code COPY … FROM STDIN (FORMAT binary)} of one bigint
   */
  public void copyUnseen(Connection connection, String statement) throws SQLException {
    try (BinaryCopy copy = new BinaryCopy(connection, statement)) {
      for (LongLongCursor asset : statistics) {
        if (!seen.get(statistics.indexOf(asset.key))) {
          copy.startRow(1);
          copy.int8(asset.key);
        }
      }
      copy.finish();
    }
  }
}
