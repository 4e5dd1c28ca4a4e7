package io.gazetteer.source;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The one way to run statements at a server that speaks PostgreSQL's protocol: in a transaction
 * that is read only, bounded in time and independent of the role's and the database's own settings,
 * by which the same object always has the same text. All of that ends with the transaction, so that
 * a pooler may hand the server's connection to somebody else afterwards. For one connection in
 * autocommit mode, which it is in again when a call returns or throws, except that a connection
 * that broke is aborted; for one thread at a time.
 */
public final class SourceTransaction {

  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;";
  private static final Pattern SNAPSHOT_NAME = Pattern.compile("[0-9A-F-]{1,64}");
  private static final String BRIEF = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY;";

  private final Connection connection;
  private final SourceLimits limits;

  public SourceTransaction(Connection connection, SourceLimits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /** Work that a server may reject. */
  public interface Attempt {
    void run() throws SQLException;
  }

  public interface Work<T> {
    T run() throws SQLException;
  }

  /** The same with another longest wait for a lock. */
  public SourceTransaction withLockTimeout(Duration lockTimeout) {
    return new SourceTransaction(
        connection,
        SourceLimits.of(limits.statementTimeout(), lockTimeout, limits.idleInTransactionTimeout()));
  }

  /** The same with another longest time for a statement. */
  public SourceTransaction withStatementTimeout(Duration statementTimeout) {
    return new SourceTransaction(
        connection,
        SourceLimits.of(statementTimeout, limits.lockTimeout(), limits.idleInTransactionTimeout()));
  }

  /**
   * Does work that sees the catalogs as they are at one moment. Not for what locks user relations:
   * such locks would last until the end.
   *
   * @throws SQLException what the work threw, a SQLTimeoutException in place of a statement that
   *     the server ended after the limit, or when the transaction could not be begun or ended
   */
  public <T> T snapshot(Work<T> work) throws SQLException {
    return run(SNAPSHOT, work);
  }

  /**
   * The same of the moment that another session's transaction sees, which must last until this has
   * begun.
   *
   * @param snapshot its name, as {@code pg_export_snapshot} gives it
   * @throws IllegalArgumentException for what is no such name
   * @throws SQLException as there, and when there is no such snapshot any more
   */
  public <T> T snapshot(String snapshot, Work<T> work) throws SQLException {
    if (!SNAPSHOT_NAME.matcher(snapshot).matches()) {
      throw new IllegalArgumentException("Not the name of a snapshot");
    }
    return run(SNAPSHOT + "SET TRANSACTION SNAPSHOT '" + snapshot + "';", work);
  }

  /**
   * Does a little work of which each statement sees what is committed by then. Its locks end when
   * it returns.
   *
   * @throws SQLException what the work threw, or when the transaction could not be begun or ended
   */
  public <T> T brief(Work<T> work) throws SQLException {
    return run(BRIEF, work);
  }

  private <T> T run(String isolation, Work<T> work) throws SQLException {
    long begunNanos = System.nanoTime();
    connection.setAutoCommit(false);
    T result;
    try {
      begin(isolation);
      result = work.run();
      connection.commit();
    } catch (SQLException failure) {
      rollBack(failure);
      throw lasted(begunNanos) ? asTimeout(failure) : failure;
    } catch (RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
    connection.setAutoCommit(true);
    return result;
  }

  private boolean lasted(long begunNanos) {
    return System.nanoTime() - begunNanos >= limits.statementTimeout().toNanos();
  }

  /**
   * The server has one SQLSTATE for a statement that took too long and for one that somebody
   * cancelled, and distinguishes them only in its own language. In a transaction that was shorter
   * than a statement may be, it was somebody; in a longer one it counts as the limit.
   */
  private static SQLException asTimeout(SQLException failure) {
    return SqlState.QUERY_CANCELED.equals(failure.getSQLState())
        ? new SQLTimeoutException(failure.getMessage(), SqlState.QUERY_CANCELED, failure)
        : failure;
  }

  /** One round trip: the driver sends BEGIN and both statements together. */
  private void begin(String isolation) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(isolation + SqlFiles.of(SourceTransaction.class, "settings"))) {
      statement.setString(1, millis(limits.statementTimeout()));
      statement.setString(2, millis(limits.lockTimeout()));
      statement.setString(3, millis(limits.idleInTransactionTimeout()));
      statement.execute();
    }
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  /** Rolls back where the connection still works; one that broke is aborted instead. */
  private void rollBack(Throwable failure) {
    try {
      if (ConnectionLoss.isIn(failure) || connection.isClosed()) {
        ConnectionLoss.abort(connection);
        return;
      }
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException second) {
      failure.addSuppressed(second);
      ConnectionLoss.abort(connection);
    }
  }

  /**
   * Tries work inside the open transaction, which stays usable.
   *
   * @return SQLSTATE of the rejection, where something that the work names is not there or may not
   *     be seen (class 42), or is not supported (0A); empty when the work was done
   * @throws SQLException when it failed for a reason that may be gone the next time
   */
  public static Optional<String> refusal(Connection connection, Attempt attempt)
      throws SQLException {
    return failure(connection, attempt, SqlState::isRefusal);
  }

  /**
   * The same for failures that the caller can do something about.
   *
   * @return SQLSTATE of the failure; empty when the work was done
   * @throws SQLException any other failure
   */
  public static Optional<String> failure(
      Connection connection, Attempt attempt, Predicate<SQLException> expected)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    String state = null;
    try {
      attempt.run();
    } catch (SQLException failure) {
      state = failure.getSQLState();
      if (!expected.test(failure)) {
        throw failure;
      }
      connection.rollback(before);
    }
    connection.releaseSavepoint(before);
    return Optional.ofNullable(state);
  }
}
