package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlState;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.postgres.copy.ArrayText;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what PostgreSQL returns only while it locks user relations: definitions of views, routines,
 * partition keys and generated columns. Each batch is a transaction of its own, so that each lock
 * lasts for one short statement, and never waits longer than the lock_timeout: what is locked is
 * skipped, and stays unknown.
 */
final class DefinitionReader {

  static final int BATCH = 100;

  /** COPY takes no parameters; oids are digits. */
  private static final String OIDS = "CAST(? AS oid[])";

  /** In which names that all databases share stand between marks. */
  private static final Set<String> WITH_SHARED = Set.of("policy_definitions");

  /** How long one object may hold us up once its batch has failed. */
  private static final Duration SINGLE_LOCK_TIMEOUT = Duration.ofMillis(200);

  private final Connection connection;
  private final SourceTransaction ofBatch;
  private final SourceTransaction ofOne;
  private final CatalogSql sql;
  private final Runnable pause;

  DefinitionReader(
      Connection connection, SourceTransaction transaction, CatalogSql sql, Runnable pause) {
    this.connection = connection;
    this.ofBatch = transaction;
    this.ofOne = transaction.withLockTimeout(SINGLE_LOCK_TIMEOUT);
    this.sql = sql;
    this.pause = pause;
  }

  /** Columns of each file. */
  private enum Field {
    OID,
    DEFINITION,
    PART
  }

  /**
   * Takes what was read of one object; {@code column} is 0 where the definition is not one of a
   * column.
   */
  interface Found {
    void accept(long oid, String definition, int column);
  }

  /** What is asked, and whether shared names stand in the answers. */
  private record Statement(String sql, boolean withShared) {}

  /** One row of an answer. */
  private record Definition(long oid, String text, int column) {}

  /**
   * Reads the definitions of many objects.
   *
   * @param statement name of the SQL file
   * @return the objects whose definition could not be read, because they were locked, denied, or
   *     have just gone
   * @throws SQLException when the connection itself broke
   */
  Set<Long> read(String statement, List<Long> oids, Found found) throws SQLException {
    Statement asked =
        new Statement(sql.of(DefinitionReader.class, statement), WITH_SHARED.contains(statement));
    Set<Long> unread = new HashSet<>(oids);
    for (int from = 0; from < oids.size(); from += BATCH) {
      for (Definition definition :
          readSome(asked, oids.subList(from, Math.min(oids.size(), from + BATCH)))) {
        unread.remove(definition.oid);
        found.accept(definition.oid, definition.text, definition.column);
      }
    }
    return unread;
  }

  private List<Definition> readSome(Statement statement, List<Long> oids) throws SQLException {
    pause.run();
    try {
      return ofBatch.brief(() -> ask(statement, oids));
    } catch (SQLException failure) {
      throwIfConnectionBroke(failure);
      return readOneByOne(statement, oids);
    }
  }

  private List<Definition> readOneByOne(Statement statement, List<Long> oids) throws SQLException {
    List<Definition> found = new ArrayList<>();
    for (Long oid : oids) {
      pause.run();
      try {
        found.addAll(ofOne.brief(() -> ask(statement, List.of(oid))));
      } catch (SQLException failure) {
        throwIfConnectionBroke(failure);
      }
    }
    return found;
  }

  private List<Definition> ask(Statement statement, List<Long> oids) throws SQLException {
    List<Definition> found = new ArrayList<>();
    new CopyStream(connection)
        .forEach(
            statement.sql.replace(OIDS, OIDS.replace("?", "'" + ArrayText.of(oids) + "'")),
            Field.class,
            row ->
                found.add(
                    new Definition(
                        row.number(Field.OID),
                        statement.withShared
                            ? row.withShared(Field.DEFINITION)
                            : row.text(Field.DEFINITION),
                        row.intNumber(Field.PART))));
    return found;
  }

  private static void throwIfConnectionBroke(SQLException failure) throws SQLException {
    // 57014 too: what runs into statement_timeout once would do so a hundred times one by one.
    if (SqlState.endsSession(failure)
        || ConnectionLoss.isIn(failure)
        || SqlState.QUERY_CANCELED.equals(failure.getSQLState())) {
      throw failure;
    }
  }
}
