package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlState;
import io.gazetteer.search.dsl.SearchError;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.postgresql.PGStatement;

/** Runs the statements of one search on one connection. */
final class Statements {

  /**
   * A statement that is kept prepared is in the end planned without its values, and what a pattern
   * or a prefix finds depends on nothing else.
   */
  private static final StatementCustomizer PLANNED_BY_VALUES =
      new StatementCustomizer() {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context)
            throws SQLException {
          statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
      };

  private final Handle handle;
  private final int timeoutSeconds;

  Statements(Handle handle, Duration timeout) {
    this.handle = handle;
    this.timeoutSeconds = (int) Math.max(1, Math.min(86_400, timeout.plusMillis(999).toSeconds()));
  }

  /** The only number of a statement. */
  long number(SqlFragment statement) {
    return one(statement, (row, context) -> row.getLong(1));
  }

  <T> T one(SqlFragment statement, RowMapper<T> mapper) {
    return list(statement, mapper).get(0);
  }

  /**
   * All rows of a statement.
   *
   * @throws AppException QUERY_TIMEOUT when it took too long, INVALID_QUERY when the store found a
   *     value out of range
   */
  <T> List<T> list(SqlFragment statement, RowMapper<T> mapper) {
    // A limit on the statement, not on the transaction: that may be the caller's.
    try (Query query = handle.createQuery(statement.sql())) {
      query.setTemplateEngine(TemplateEngine.NOP).setQueryTimeout(timeoutSeconds);
      query.addCustomizer(PLANNED_BY_VALUES);
      for (int i = 0; i < statement.parameters().size(); i++) {
        Object value = statement.parameters().get(i);
        query.bind(i, (position, prepared, context) -> bind(prepared, position, value));
      }
      return query.map(mapper).list();
    } catch (JdbiException failure) {
      throw translated(failure);
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

  private RuntimeException translated(JdbiException failure) {
    String state = failure.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
    if (SqlState.QUERY_CANCELED.equals(state)) {
      return new AppException(
          SearchError.QUERY_TIMEOUT,
          "the search took longer than " + timeoutSeconds + " seconds and was stopped; narrow it");
    }
    boolean ofTheValues = state != null && (state.startsWith("22") || state.startsWith("54"));
    return ofTheValues
        ? new AppException(
            SearchError.INVALID_QUERY, "a value of the query is out of range or too complex")
        : failure;
  }
}
