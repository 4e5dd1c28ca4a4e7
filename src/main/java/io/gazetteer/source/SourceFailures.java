package io.gazetteer.source;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Causes;
import io.gazetteer.common.SqlState;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/**
 * Translates what the driver of a crawled server throws into words for people and what to do about
 * it. What each SQLSTATE means is in {@link SourceStates}. The driver's and the server's own texts
 * may quote data, so they are never passed on, not even to the log: the cause holds class, SQLSTATE
 * and stack alone.
 */
public final class SourceFailures {

  private final SQLException failure;
  private final String state;
  private final String server;
  private final String database;
  private final String user;
  private final String doing;
  private final boolean connecting;

  private SourceFailures(
      SQLException failure,
      String server,
      String database,
      String user,
      String doing,
      boolean connecting) {
    this.failure = failure;
    this.state = SqlState.of(failure);
    this.server = server;
    this.database = database;
    this.user = user;
    this.doing = doing;
    this.connecting = connecting;
  }

  /** As {@link #of(SQLException, String, String, String, String)}, where the user is not known. */
  public static AppException of(
      SQLException failure, String server, String database, String doing) {
    return of(failure, server, database, "", doing);
  }

  /**
   * Translates a failure.
   *
   * @param failure what the driver threw
   * @param server host and port as people write them, for example {@code db.example.org:5432}
   * @param database the database that was worked on
   * @param user the database user, for the remedies that name one; empty when not known
   * @param doing what was being done, to follow "while", for example {@code reading columns}
   * @return an exception to throw, with a code of {@link SourceError}
   */
  public static AppException of(
      SQLException failure, String server, String database, String user, String doing) {
    return new SourceFailures(failure, server, database, user, doing, false).translated();
  }

  /**
   * Translates a failure before there was a session, when some SQLSTATEs have another meaning.
   *
   * @param user the database user, for the remedies that name one
   */
  public static AppException connecting(
      SQLException failure, String server, String database, String user) {
    String doing = "connecting to the database";
    return new SourceFailures(failure, server, database, user, doing, true).translated();
  }

  /** An identifier as PostgreSQL wants it written in a statement, always in double quotes. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private AppException translated() {
    Optional<ServiceMemoryException> memory = cause(ServiceMemoryException.class);
    if (memory.isPresent()) {
      return fault(
          SourceError.SERVICE_SHORT_OF_MEMORY,
          "The connection to %s was closed, because %s"
              .formatted(server, memory.get().getMessage()));
    }
    Optional<ServerLimitException> limit = cause(ServerLimitException.class);
    if (limit.isPresent()) {
      return fault(
          SourceError.SOURCE_SENT_TOO_MUCH,
          "Server %s was disconnected, because %s".formatted(server, limit.get().getMessage()));
    }
    if (failure instanceof MalformedDataException) {
      return fault(
          SourceError.SOURCE_DATA_MALFORMED,
          "Server %s sent data about database %s that is not what was asked for: %s. Is it PostgreSQL, and is nothing in between that changes what it sends?"
              .formatted(server, quoted(database), failure.getMessage()));
    }
    if (state.startsWith("08") && !saidByServer()) {
      return broken();
    }
    if (state.equals(SqlState.QUERY_CANCELED) && cause(SQLTimeoutException.class).isPresent()) {
      return timeLimit();
    }
    return SourceStates.of(state, connecting)
        .map(meaning -> fault(meaning.code(), filled(meaning.words())))
        .orElseGet(this::failed);
  }

  /**
   * Returns the error for a time limit. The server sends 57014 both for its own time limit and for
   * a cancel request, and only the localised message distinguishes them. So callers that know the
   * limit throw a failure after it as a timeout. Our limit replaces a shorter one of the role or
   * database.
   */
  private AppException timeLimit() {
    return fault(
        SourceError.SOURCE_TIMEOUT,
        ("Server %s cancelled a statement after our time limit for one had passed"
                + " (gazetteer.source.statement-timeout; for tests of a connection"
                + " gazetteer.preflight.statement-timeout). Raise it, or crawl at a quieter time")
            .formatted(server));
  }

  /** Whether an answer of the server holds the state; the driver makes states of its own too. */
  private boolean saidByServer() {
    return failure instanceof PSQLException of && of.getServerErrorMessage() != null;
  }

  private String filled(String words) {
    return words
        .replace("{server}", server)
        .replace("{database}", quoted(database))
        .replace("{role}", user.isEmpty() ? "<user>" : quoted(user));
  }

  private AppException broken() {
    if (cause(UnknownHostException.class).isPresent()) {
      return fault(
          SourceError.SOURCE_UNKNOWN_HOST,
          "No name server knows the host of %s. Check the spelling, and that this machine can resolve it"
              .formatted(server));
    }
    if (cause(SocketTimeoutException.class).isPresent()) {
      return fault(
          state.equals("08001") ? SourceError.SOURCE_UNREACHABLE : SourceError.SOURCE_TIMEOUT,
          "Server %s did not answer in time. Check host, port and firewalls".formatted(server));
    }
    if (cause(NoRouteToHostException.class).isPresent()) {
      return fault(
          SourceError.SOURCE_UNREACHABLE,
          "There is no network route to %s. Check host and firewalls".formatted(server));
    }
    if (cause(ConnectException.class).isPresent()) {
      return fault(
          SourceError.SOURCE_PORT_CLOSED,
          "Nothing listens at %s. Check the port, and that the server runs and listens on that address"
              .formatted(server));
    }
    if (state.equals("08P01")) {
      return fault(
          SourceError.SOURCE_NOT_POSTGRESQL,
          "What answers at %s does not speak PostgreSQL's protocol. Check host and port"
              .formatted(server));
    }
    if (state.equals("08004")) {
      return SourceStates.of("28000", true)
          .map(meaning -> fault(meaning.code(), filled(meaning.words())))
          .orElseThrow();
    }
    if (state.equals("08001") && cause(SocketException.class).isEmpty()) {
      return fault(
          SourceError.SOURCE_UNREACHABLE,
          "Cannot connect to %s. Check host, port and firewalls".formatted(server));
    }
    return fault(
        SourceError.SOURCE_CONNECTION_LOST,
        "The connection to %s broke. The server was stopped, the network failed, or a standby followed"
                .formatted(server)
            + " its primary");
  }

  private AppException failed() {
    return fault(
        SourceError.SOURCE_FAILED,
        "Server %s answered with an error in database %s that no read should cause. See the server's log"
            .formatted(server, quoted(database)));
  }

  private <T extends Throwable> Optional<T> cause(Class<T> type) {
    return Causes.find(failure, type);
  }

  private AppException fault(SourceError code, String words) {
    String where = doing.isEmpty() ? "" : ", while " + doing;
    String named = state.isEmpty() ? "" : " (SQLSTATE " + state + where + ")";
    return new AppException(code, words + named, WithheldTextException.of(failure));
  }
}
