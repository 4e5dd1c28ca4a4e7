package io.gazetteer.connection.preflight;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.connection.tls.ManagedServices;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Checks a PostgreSQL server as a whole. */
record ServerCheck(Connection connection, SourceTransaction transaction) {

  private static final int OLDEST_SUPPORTED = 13;
  private static final int FEW = 5;

  /** Returns version, role, managed service and pooler. */
  Finding server(String host, StepList steps) throws SQLException {
    return transaction.brief(() -> readServer(host, steps));
  }

  private Finding readServer(String host, StepList steps) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("server"))) {
      row.next();
      String version = row.getString("version");
      boolean supported = row.getInt("version_number") / 10_000 >= OLDEST_SUPPORTED;
      steps.server(version, supported);
      List<String> words = new ArrayList<>();
      words.add("PostgreSQL " + version);
      words.add(
          row.getBoolean("standby") ? "a standby, which is crawled like a primary" : "a primary");
      String service = row.getString("service");
      Optional.ofNullable(service)
          .or(() -> ManagedServices.of(host).map(ManagedServices::title))
          .ifPresent(name -> words.add("looks like " + name));
      // A pooler signs in to the server itself and reports its own process number to us.
      boolean pooled =
          row.getInt("process") != connection.unwrap(PGConnection.class).getBackendPID();
      if (pooled) {
        words.add("a pooler is in between");
      }
      Optional<String> client = Optional.ofNullable(row.getString("client"));
      client.ifPresent(
          address ->
              words.add(
                  (pooled ? "the pooler connects from " : "this service connects from ")
                      + address));
      steps.client(client);
      String message = String.join("; ", words);
      return supported
          ? Finding.ok(message)
          : Finding.warning(
              message + "; older than supported, so parts may be missing",
              "Crawl PostgreSQL " + OLDEST_SUPPORTED + " or newer");
    }
  }

  /**
   * Returns how many more connections the server, the database and the role allow.
   *
   * @param taken maximum number that a crawl uses
   */
  Finding slots(int taken) throws SQLException {
    try {
      return transaction.brief(() -> readSlots(taken));
    } catch (SQLException failure) {
      if (!SqlState.INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
        throw failure;
      }
      // A crawl does not need it, so no privilege is missing.
      return Finding.ok("The user may not see how many are left");
    }
  }

  private Finding readSlots(int taken) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql("slots"))) {
      row.next();
      long most = row.getLong("most");
      long reserved = row.getLong("reserved");
      long used = row.getLong("used");
      long left = Math.max(0, most - reserved - used);
      StringBuilder words =
          new StringBuilder(
              "%d of %d left (%d used, %d reserved)".formatted(left, most, used, reserved));
      long ofDatabase = row.getLong("database_limit");
      if (!row.wasNull()) {
        long more = Math.max(0, ofDatabase - row.getLong("database_used"));
        words.append("; the database allows ").append(more).append(" more");
        left = Math.min(left, more);
      }
      long ofRole = row.getLong("role_limit");
      if (!row.wasNull()) {
        long more = Math.max(0, ofRole - row.getLong("role_used"));
        words.append("; the role may have ").append(more).append(" more");
        left = Math.min(left, more);
      }
      words.append("; a crawl uses at most ").append(taken);
      return left < FEW
          ? Finding.warning(
              words.toString(),
              "Crawl at a quieter time, or raise max_connections, or the CONNECTION LIMIT of the"
                  + " role or database")
          : Finding.ok(words.toString());
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(ServerCheck.class, statement);
  }
}
