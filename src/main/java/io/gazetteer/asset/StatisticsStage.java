package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.BinaryCopy;
import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * New statistics of unchanged assets of one database. Opens its own connection for the first
 * statistics, because the stage's connection is busy with another COPY.
 */
final class StatisticsStage implements AutoCloseable {

  private static final int COLUMNS = 3;

  private final ConnectionFactory connections;
  // Null until needed, like the other two.
  private Connection connection;
  private Handle handle;
  private BinaryCopy copy;

  StatisticsStage(ConnectionFactory connections) {
    this.connections = connections;
  }

  /** See {@link AssetSink#statistics}. */
  void write(String typeName, String qualifiedName, byte[] statisticsJson) {
    try {
      open();
      copy.startRow(COLUMNS);
      copy.text(typeName);
      copy.text(qualifiedName);
      copy.bytes(statisticsJson);
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected staged statistics", failure);
    }
  }

  /**
   * Updates the statistics of a database that was found unchanged; empty if the catalogue has
   * changed since the earlier crawl.
   */
  Optional<MergeCounts> refresh(
      Map<String, Object> values,
      Optional<Fingerprints.Seen> seen,
      StoredFingerprint earlier,
      MergeFence fence) {
    try {
      open();
      finishCopy();
      return handle.inTransaction(
          transaction -> {
            Merge.lock(transaction, values);
            fence.holder().mustHold(transaction, false);
            if (!Fingerprints.stands(transaction, values, earlier)) {
              return Optional.empty();
            }
            transaction.createUpdate(sql("refresh_statistics")).execute();
            Merge.recordSync(transaction, values);
            seen.ifPresent(found -> Fingerprints.renew(transaction, values, found));
            fence.pass(transaction, values, false);
            return Optional.of(new MergeCounts(0, 0, 0, 0, earlier.assets()));
          });
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database failed to refresh statistics", failure);
    }
  }

  /**
   * Updates the statistics of assets that a partial merge keeps, in one transaction; does nothing
   * without statistics. Comes before that merge, whose fingerprint says that they are stored.
   */
  void refreshKept(Map<String, Object> values, MergeFence fence) {
    if (connection == null) {
      return;
    }
    try {
      finishCopy();
      handle.useTransaction(
          transaction -> {
            Merge.lock(transaction, values);
            fence.holder().mustHold(transaction, false);
            transaction.createUpdate(sql("refresh_statistics")).execute();
            fence.pass(transaction, values, false);
          });
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database failed to refresh statistics", failure);
    }
  }

  private void finishCopy() throws SQLException {
    copy.finish();
    handle.execute(sql("analyze_statistics"));
  }

  private void open() throws SQLException {
    if (connection == null) {
      connection = connections.openConnection();
      handle = Jdbi.create(connection).open();
      handle.execute(sql("drop_statistics"));
      handle.execute(sql("create_statistics"));
      copy = new BinaryCopy(connection, sql("copy_statistics"));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(StatisticsStage.class, statement);
  }

  /** Drops the statistics; what was not merged is lost. */
  @Override
  public void close() throws SQLException {
    if (connection == null) {
      return;
    }
    try (Connection closing = connection;
        Statement statement = closing.createStatement()) {
      if (copy != null) {
        copy.close();
      }
      statement.execute(sql("drop_statistics"));
    }
  }
}
