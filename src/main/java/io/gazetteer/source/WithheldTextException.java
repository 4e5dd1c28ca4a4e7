package io.gazetteer.source;

import io.gazetteer.common.SqlState;
import java.sql.SQLException;

/**
 * Stands in for what a driver threw, without its text, which may quote data of the source: the
 * class, the SQLSTATE, and where it was thrown. Causes are kept likewise, so that it can be logged.
 */
public final class WithheldTextException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 10;

  private final String sqlState;

  private WithheldTextException(Throwable original, int depth) {
    super(
        named(original),
        original.getCause() == null || depth == MAX_DEPTH
            ? null
            : new WithheldTextException(original.getCause(), depth + 1),
        false,
        true);
    setStackTrace(original.getStackTrace());
    this.sqlState = original instanceof SQLException failure ? SqlState.of(failure) : "";
  }

  /** The same failure without its texts. */
  public static WithheldTextException of(SQLException original) {
    return new WithheldTextException(original, 1);
  }

  /** Returns the SQLSTATE; empty if the original has none. */
  String sqlState() {
    return sqlState;
  }

  private static String named(Throwable original) {
    String type = original.getClass().getName();
    return original instanceof SQLException failure && failure.getSQLState() != null
        ? type + " (SQLSTATE " + failure.getSQLState() + ")"
        : type;
  }
}
