package io.gazetteer.asset.load;

import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sends to the table {@code asset_kept} of the session, which it makes, what is as it was and is
 * not staged. The session can do nothing else until it is finished or closed. One thread at a time.
 */
public final class KeptAssets implements AutoCloseable {

  private static final int COLUMNS = 2;

  private final Connection connection;
  private final BinaryCopy copy;

  /** Makes the table, which must not be there, and begins. */
  public KeptAssets(Connection connection) throws SQLException {
    this.connection = connection;
    run("create");
    this.copy = new BinaryCopy(connection, sql("copy"));
  }

  /** Adds an asset, which is kept with all whose parent it is. */
  public void add(String typeName, String qualifiedName) throws SQLException {
    copy.startRow(COLUMNS);
    copy.text(typeName);
    copy.text(qualifiedName);
  }

  /** Ends it; the table is then filled. */
  public void finish() throws SQLException {
    copy.finish();
    run("analyze");
  }

  /**
   * Reads what the catalogue holds of the database that the open transaction has named, besides
   * what is kept. The table {@code asset_not_kept} of the session, which must not be there, then
   * has it by guid. Called once, when it is finished.
   */
  public KnownAssets readOthers() throws SQLException {
    run("join_by_hash");
    run("create_not_kept");
    return KnownAssets.read(connection, sql("read_not_kept"));
  }

  private void run(String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql(name));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(KeptAssets.class, statement);
  }

  /** Gives it up when it was not finished. */
  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
