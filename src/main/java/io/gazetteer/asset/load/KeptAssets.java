package io.gazetteer.asset.load;

import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Unchanged assets, kept as 64-bit hashes so that they are not staged. For one thread.
 *
 * <p>An asset is kept together with its children. So only assets that are not part of a relation
 * are compared, about a tenth of all. Columns and other parts are read only for relations that are
 * not kept.
 */
public final class KeptAssets {

  private static final int FIRST_CAPACITY = 64;

  private final ContentHash hash = new ContentHash();
  private long[] kept = new long[FIRST_CAPACITY];
  private int size;

  /** Adds an asset, which is kept together with its children. */
  public void add(String typeName, String qualifiedName) {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, size * 2);
    }
    kept[size++] = hashOf(typeName, qualifiedName);
  }

  private long hashOf(String typeName, String qualifiedName) {
    return hash.start().add(typeName).add(qualifiedName).end();
  }

  /**
   * Reads the other assets of the database that the open transaction has named. Writes their guids
   * into the session's table {@code asset_not_kept}, which must not exist. Call it once, after all
   * assets were added.
   */
  public KnownAssets readOthers(Connection connection) throws SQLException {
    Arrays.sort(kept, 0, size);
    long[] guids = notKept(connection);
    run(connection, "create_top");
    try (BinaryCopy copy = new BinaryCopy(connection, sql("copy_top"))) {
      for (int i = 0; i < guids.length; i += 2) {
        copy.startRow(1);
        copy.uuid(guids[i], guids[i + 1]);
      }
      copy.finish();
    }
    run(connection, "analyze_top");
    run(connection, "create_not_kept");
    return KnownAssets.read(connection, sql("read_not_kept"));
  }

  /** The halves of the guids of assets outside relations that are not kept. */
  private long[] notKept(Connection connection) throws SQLException {
    Guids guids = new Guids();
    BinaryRows.forEach(
        connection,
        sql("read_top"),
        row -> {
          if (Arrays.binarySearch(kept, 0, size, hashOf(row.text(1), row.text(2))) < 0) {
            guids.add(row.int8(0, 0), row.int8(0, Long.BYTES));
          }
        });
    return guids.halves();
  }

  private static final class Guids {

    private long[] halves = new long[FIRST_CAPACITY];
    private int size;

    void add(long most, long least) {
      if (size == halves.length) {
        halves = Arrays.copyOf(halves, size * 2);
      }
      halves[size++] = most;
      halves[size++] = least;
    }

    long[] halves() {
      return Arrays.copyOf(halves, size);
    }
  }

  private static void run(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql(name));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(KeptAssets.class, statement);
  }
}
