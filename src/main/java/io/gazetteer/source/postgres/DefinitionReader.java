package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what PostgreSQL can only tell while it locks user relations: definitions of views,
 * routines, partition keys and generated columns. Works outside any transaction, so that each lock
 * lasts for one short statement, and never waits longer than the session's lock_timeout: what is
 * locked is left out, and stays unknown.
 */
final class DefinitionReader {

  private static final int BATCH = 100;

  /** How long one object may hold us up once its batch has failed. */
  private static final String SINGLE_LOCK_TIMEOUT = "SET lock_timeout = '200ms'";

  private final Connection connection;
  private final Runnable pause;

  private final Capabilities capabilities;

  DefinitionReader(Connection connection, Capabilities capabilities, Runnable pause) {
    this.pause = pause;
    this.connection = connection;
    this.capabilities = capabilities;
  }

  /**
   * Takes what was read of one object; {@code column} is 0 where the definition is not one of a
   * column.
   */
  interface Found {
    void accept(long oid, String definition, int column);
  }

  /**
   * Reads the definitions of many objects.
   *
   * @param statement name of the SQL file
   * @return the objects whose definition could not be read, because they were locked, refused, or
   *     have just gone
   * @throws SQLException when the connection itself broke
   */
  Set<Long> read(String statement, List<Long> oids, Found found) throws SQLException {
    String sql = capabilities.fit(SqlFiles.of(DefinitionReader.class, statement));
    Set<Long> unread = new HashSet<>();
    for (int from = 0; from < oids.size(); from += BATCH) {
      List<Long> batch = oids.subList(from, Math.min(oids.size(), from + BATCH));
      pause.run();
      try {
        readBatch(sql, batch, found);
      } catch (SQLException failure) {
        throwIfConnectionBroke(failure);
        readOneByOne(sql, batch, found, unread);
      }
    }
    return unread;
  }

  private void readOneByOne(String sql, List<Long> batch, Found found, Set<Long> unread)
      throws SQLException {
    String before;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW lock_timeout")) {
      rows.next();
      before = rows.getString(1);
      statement.execute(SINGLE_LOCK_TIMEOUT);
    }
    for (Long oid : batch) {
      pause.run();
      try {
        readBatch(sql, List.of(oid), found);
      } catch (SQLException failure) {
        throwIfConnectionBroke(failure);
        unread.add(oid);
      }
    }
    try (PreparedStatement restore =
        connection.prepareStatement("SELECT set_config('lock_timeout', ?, false)")) {
      restore.setString(1, before);
      restore.execute();
    }
  }

  private void readBatch(String sql, List<Long> oids, Found found) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, Oids.arrayText(oids));
      try (ResultSet rows = statement.executeQuery()) {
        boolean hasColumn = rows.getMetaData().getColumnCount() > 2;
        while (rows.next()) {
          found.accept(rows.getLong(1), rows.getString(2), hasColumn ? rows.getInt(3) : 0);
        }
      }
    }
  }

  private static void throwIfConnectionBroke(SQLException failure) throws SQLException {
    String state = failure.getSQLState();
    // 57014 too: what runs into statement_timeout once would do so a hundred times one by one.
    if (state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("57014")) {
      throw failure;
    }
  }
}
