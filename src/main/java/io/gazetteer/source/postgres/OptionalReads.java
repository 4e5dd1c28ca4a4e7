package io.gazetteer.source.postgres;

import io.gazetteer.source.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Locale;

/**
 * Reads kinds of objects without which the rest is still of use. What a server does not have, or
 * does not let the user see, is noted and passed over.
 */
final class OptionalReads {

  private static final String NO_RIGHT = "42501";
  private static final String SYNTAX_OR_UNKNOWN_NAME = "42";
  private static final String NOT_SUPPORTED = "0A";

  private final Connection connection;
  private final Catalog catalog;

  OptionalReads(Connection connection, Catalog catalog) {
    this.connection = connection;
    this.catalog = catalog;
  }

  /** A read that may fail. */
  interface Attempt {
    void run() throws SQLException;
  }

  /**
   * Tries to read a kind inside the open transaction, which stays usable.
   *
   * @return whether it was read
   * @throws SQLException when it failed for a reason that may be gone the next time; then nothing
   *     may be concluded about anything
   */
  boolean read(ObjectKind kind, Attempt attempt) throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean read = false;
    try {
      attempt.run();
      read = true;
    } catch (SQLException failure) {
      String state = failure.getSQLState();
      if (state == null
          || !(state.startsWith(SYNTAX_OR_UNKNOWN_NAME) || state.startsWith(NOT_SUPPORTED))) {
        throw failure;
      }
      connection.rollback(before);
      note(kind, state);
    }
    connection.releaseSavepoint(before);
    return read;
  }

  private void note(ObjectKind kind, String state) {
    if (catalog.kindsNotRead.add(kind)) {
      catalog.warnings.add(
          "Objects of kind %s could not be read, because %s (SQLSTATE %s); what was known of them before is kept."
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  state.equals(NO_RIGHT)
                      ? "the user may not see the catalog they stand in"
                      : "this server's catalog lacks what describes them",
                  state));
    }
  }
}
