package io.gazetteer.asset;

import io.gazetteer.asset.fingerprint.Fingerprints;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.BinaryCopy;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.BoundedText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The figures of one database, or of a part of it, that is else unchanged, on their way into the
 * catalogue. Takes a connection of the store when it is first needed. For one thread; close it in
 * any case.
 */
public final class FigureStage implements AutoCloseable {

  private static final int COLUMNS = 3;

  private final Connections connections;
  private final Clock clock;
  private Connection connection;
  private Handle handle;
  private BinaryCopy copy;

  /** Gives a connection of the store, which is then the stage's to close. */
  interface Connections {
    Connection open() throws SQLException;
  }

  FigureStage(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * Adds the figures of an asset. Nothing of the catalogue changes yet.
   *
   * @param figuresJson UTF-8 of a JSON object; a null in it removes the figure, others stay
   * @throws IllegalStateException when the own store refuses it
   */
  public void write(String typeName, String qualifiedName, byte[] figuresJson) {
    try {
      open();
      copy.startRow(COLUMNS);
      copy.text(typeName);
      copy.text(qualifiedName);
      copy.bytes(figuresJson);
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database rejected staged statistics", failure);
    }
  }

  /**
   * Notes that a run found the database as an earlier one left it, and refreshes its figures, in
   * one transaction. No asset gets a change or a new version.
   *
   * @param scope the database and the run, and what the figures are recognised by the next time,
   *     empty = as before; what it says of things left out is not looked at
   * @param earlier what the source was compared with
   * @param fence keeps it from taking effect once the work is another worker's
   * @return unchanged = the active assets of the database; empty when the catalogue is not as the
   *     earlier run left it, because somebody merged or changed it meanwhile: then nothing was
   *     written, and the database has to be read fully
   * @throws IllegalStateException when the own store failed; the catalogue is then as it was
   */
  public Optional<MergeCounts> refresh(
      MergeScope scope, StoredFingerprint earlier, MergeFence fence) {
    try {
      open();
      copy.finish();
      handle.execute(sql("analyze_figures"));
      Map<String, Object> values = values(scope);
      return handle.inTransaction(
          transaction -> refresh(transaction, values, earlier, scope.seen(), fence));
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database failed to refresh statistics", failure);
    }
  }

  /**
   * Refreshes the figures of what a merge is going to keep, in one transaction; nothing without
   * figures. To be called before the merge: what that notes says that they were told.
   *
   * @throws IllegalStateException when the own store failed; figures are then as they were
   */
  public void refreshKept(MergeScope scope, MergeFence fence) {
    if (connection == null) {
      return;
    }
    try {
      copy.finish();
      handle.execute(sql("analyze_figures"));
      Map<String, Object> values = values(scope);
      handle.useTransaction(
          transaction -> {
            lock(transaction, values);
            fence.holder().mustHold(transaction, false);
            transaction.createUpdate(sql("refresh_figures")).execute();
            fence.pass(transaction, values, false);
          });
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database failed to refresh statistics", failure);
    }
  }

  private Map<String, Object> values(MergeScope scope) {
    return Map.of(
        "connection", scope.connectionQualifiedName(),
        "database", BoundedText.place(scope.databaseName()),
        "workflow", scope.workflowName(),
        "run", scope.runName(),
        "now", clock.instant());
  }

  private static void lock(Handle handle, Map<String, Object> values) {
    handle
        .createQuery(SqlFiles.of(Stage.class, "lock_database"))
        .bindMap(values)
        .mapTo(String.class)
        .list();
  }

  private static Optional<MergeCounts> refresh(
      Handle handle,
      Map<String, Object> values,
      StoredFingerprint earlier,
      Optional<Fingerprints.Seen> seen,
      MergeFence fence) {
    lock(handle, values);
    fence.holder().mustHold(handle, false);
    if (!Fingerprints.stands(handle, values, earlier)) {
      return Optional.empty();
    }
    handle.createUpdate(sql("refresh_figures")).execute();
    handle.createUpdate(SqlFiles.of(Stage.class, "note_sync")).bindMap(values).execute();
    seen.ifPresent(found -> Fingerprints.renew(handle, values, found));
    fence.pass(handle, values, false);
    return Optional.of(new MergeCounts(0, 0, 0, 0, earlier.assets()));
  }

  private void open() throws SQLException {
    if (connection == null) {
      connection = connections.open();
      handle = Jdbi.create(connection).open();
      handle.execute(sql("drop_figures"));
      handle.execute(sql("create_figures"));
      copy = new BinaryCopy(connection, sql("copy_figures"));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(FigureStage.class, statement);
  }

  /** Drops the figures; what was not refreshed is forgotten. */
  @Override
  public void close() {
    if (connection == null) {
      return;
    }
    try (Connection closing = connection;
        Statement statement = closing.createStatement()) {
      if (copy != null) {
        copy.close();
      }
      statement.execute(sql("drop_figures"));
    } catch (SQLException | RuntimeException failure) {
      throw new IllegalStateException(
          "The catalog database failed to drop staged statistics", failure);
    }
  }
}
