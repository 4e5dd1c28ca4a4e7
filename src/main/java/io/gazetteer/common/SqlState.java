package io.gazetteer.common;

import java.sql.SQLException;
import java.util.Set;

/**
 * The SQLSTATEs that decisions are made by, with the decisions that several places share. Words for
 * people are elsewhere: of a source in {@code source.SourceStates}, of the catalog database in
 * {@link StoreFailures}.
 */
public final class SqlState {

  public static final String FEATURE_NOT_SUPPORTED = "0A000";
  public static final String INVALID_REGULAR_EXPRESSION = "2201B";
  public static final String UNIQUE_VIOLATION = "23505";
  public static final String INSUFFICIENT_PRIVILEGE = "42501";
  public static final String LOCK_NOT_AVAILABLE = "55P03";
  public static final String QUERY_CANCELED = "57014";

  /** What the server did not expect, such as a row of its catalog that is gone. */
  public static final String INTERNAL_ERROR = "XX000";

  /** FATAL outside classes 08 and 57P: idle_in_transaction_session_timeout, transaction_timeout. */
  private static final Set<String> ENDING_THE_SESSION = Set.of("25P03", "25P04");

  /** Bytes that are not valid in an encoding, and characters that another one does not have. */
  private static final Set<String> UNREADABLE_TEXT = Set.of("22021", "22P05");

  private SqlState() {}

  /** The SQLSTATE, empty where the driver gave none. */
  public static String of(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  /**
   * Whether the session is gone, so that nothing more can be asked through it. A failure without
   * SQLSTATE counts as one, because only the driver throws those.
   */
  public static boolean endsSession(SQLException failure) {
    String state = of(failure);
    return state.isEmpty() || endsSession(state);
  }

  /** Whether a SQLSTATE says that the connection broke or that the server ended the session. */
  public static boolean endsSession(String state) {
    return state.startsWith("08") || state.startsWith("57P") || ENDING_THE_SESSION.contains(state);
  }

  /**
   * Whether the server found its own catalog damaged (class XX), cannot read a file of it (class
   * 58), or holds a text in it that no client can be sent.
   */
  public static boolean isDamage(SQLException failure) {
    String state = of(failure);
    return state.startsWith("XX") || state.startsWith("58") || UNREADABLE_TEXT.contains(state);
  }

  /**
   * Whether the server lacks what a statement names or hides it from the user (class 42), or does
   * not support it (class 0A), so that the same statement fails again.
   */
  public static boolean isRefusal(SQLException failure) {
    String state = of(failure);
    return state.startsWith("42") || state.startsWith("0A");
  }
}
