package io.gazetteer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows of {@code run_with_totals}, {@code run_scope} and {@code run_log}. */
final class RunRows {

  private static final ObjectReader OPTIONS =
      new ObjectMapper()
          .readerFor(RunOptions.class)
          // A newer replica may have stored options that this one does not know.
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private RunRows() {}

  static Run run(ResultSet row, StatementContext context) throws SQLException {
    return ofRow(row);
  }

  static Run ofRow(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("name"),
        row.getObject("uid", UUID.class),
        row.getString("workflow_name"),
        row.getString("kind"),
        options(row.getString("options")),
        RunState.valueOf(row.getString("state")),
        row.getString("requested_by_id"),
        row.getString("requested_by"),
        row.getBoolean("degraded"),
        Optional.ofNullable(row.getString("message")),
        row.getInt("attempts"),
        row.getLong("known_objects"),
        row.getLong("done_objects"),
        row.getLong("created"),
        row.getLong("changed"),
        row.getLong("archived"),
        row.getLong("unchanged"),
        instant(row, "created_at").orElseThrow(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        instant(row, "cancel_requested_at"));
  }

  private static RunOptions options(String json) {
    try {
      return OPTIONS.readValue(json);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("The options of a run cannot be read", failure);
    }
  }

  static RunScope scope(ResultSet row, StatementContext context) throws SQLException {
    return new RunScope(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("name"),
        row.getInt("position"),
        ScopeState.valueOf(row.getString("state")),
        row.getLong("known_objects"),
        row.getLong("done_objects"),
        row.getInt("attempts"),
        row.getLong("created"),
        row.getLong("changed"),
        row.getLong("archived"),
        row.getLong("unchanged"),
        texts(row, "warnings"),
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error_message")),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  static RunLogLine logLine(ResultSet row, StatementContext context) throws SQLException {
    return new RunLogLine(
        row.getLong("id"),
        instant(row, "at").orElseThrow(),
        LogLevel.valueOf(row.getString("level")),
        Optional.ofNullable(row.getString("scope")),
        row.getString("message"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
