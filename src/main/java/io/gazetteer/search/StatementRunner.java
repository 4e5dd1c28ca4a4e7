package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlState;
import io.gazetteer.search.dsl.SearchError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.PGStatement;

/**
 * Runs the statements of one search in one transaction, within one time limit. Plain JDBC: Jdbi
 * would parse each generated statement and keep it in its cache.
 */
record StatementRunner(Connection connection, Deadline deadline, AnswerBudget budget) {

  /** Longer texts cost seconds of planning, which no timeout interrupts reliably. */
  private static final int MAX_TEXT = 2_000_000;

  long number(SqlFragment statement) {
    return one(statement, row -> row.getLong(1));
  }

  <T> T one(SqlFragment statement, RowReader<T> reader) {
    return list(statement, reader).get(0);
  }

  /** All rows of a statement, which become part of the answer and count for its size. */
  <T> List<T> listBounded(SqlFragment statement, RowReader<T> reader) {
    return list(budget.bounded(statement), budget.counting(reader));
  }

  /**
   * All rows of a statement.
   *
   * @throws AppException QUERY_TIMEOUT when the time of the search is used up, INVALID_QUERY when
   *     the catalog database found a value out of range or the statement is too long
   */
  <T> List<T> list(SqlFragment statement, RowReader<T> reader) {
    if (statement.sql().length() > MAX_TEXT) {
      throw QueryCompiler.tooLarge();
    }
    try {
      limitTime();
      try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
        // One that is kept prepared is in the end planned without its values, and what a pattern or
        // a prefix finds depends on nothing else.
        prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
        for (int i = 0; i < statement.parameters().size(); i++) {
          bind(prepared, i + 1, statement.parameters().get(i));
        }
        return read(prepared, reader);
      }
    } catch (SQLException failure) {
      throw translated(failure);
    }
  }

  private <T> List<T> read(PreparedStatement prepared, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = prepared.executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  // Ends with the transaction; the server counts, as it alone can interrupt what it does.
  private void limitTime() throws SQLException {
    try (Statement limit = connection.createStatement()) {
      limit.execute("SET LOCAL statement_timeout = " + deadline.millisLeft());
    }
  }

  private static void bind(PreparedStatement prepared, int position, Object value)
      throws SQLException {
    if (value instanceof String[] texts) {
      prepared.setArray(position, prepared.getConnection().createArrayOf("text", texts));
    } else if (value instanceof SortKey.Untyped untyped) {
      prepared.setObject(position, untyped.text(), Types.OTHER);
    } else {
      prepared.setObject(position, value);
    }
  }

  private RuntimeException translated(SQLException failure) {
    String state = failure.getSQLState();
    if (SqlState.QUERY_CANCELED.equals(state)) {
      return deadline.expired();
    }
    boolean ofTheValues = state != null && (state.startsWith("22") || state.startsWith("54"));
    return ofTheValues
        ? new AppException(
            SearchError.INVALID_QUERY, "a value of the query is out of range or too complex")
        : new UnableToExecuteStatementException(failure, null);
  }
}
