package io.gazetteer.source;

import io.gazetteer.common.AppException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;

/**
 * Translates what the driver of a crawled server throws into words for people and what to do about
 * it. The one place that knows SQLSTATEs of a source. The driver's and the server's own texts may
 * quote data, so they are never passed on, not even to the log: the cause holds class, SQLSTATE and
 * stack alone.
 */
public final class SourceFault {

  private final SQLException failure;
  private final String state;
  private final String server;
  private final String database;
  private final String user;
  private final String doing;

  private SourceFault(
      SQLException failure, String server, String database, String user, String doing) {
    this.failure = failure;
    this.state = failure.getSQLState() == null ? "" : failure.getSQLState();
    this.server = server;
    this.database = database;
    this.user = user;
    this.doing = doing;
  }

  /** As {@link #of(SQLException, String, String, String, String)}, where the user is not known. */
  public static AppException of(
      SQLException failure, String server, String database, String doing) {
    return of(failure, server, database, "", doing);
  }

  /**
   * The fault in words.
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
    return new SourceFault(failure, server, database, user, doing).translated();
  }

  /** An identifier as PostgreSQL wants it written in a statement, always in double quotes. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private AppException translated() {
    return switch (state) {
      case "28P01", "28000" -> signInRefused();
      case "3D000" ->
          fault(
              SourceError.SOURCE_DATABASE_NOT_FOUND,
              "Server %s has no database %s. Check the spelling; names are case-sensitive"
                  .formatted(server, quoted(database)));
      case "42501" -> privilegeMissing();
      case "57014" -> stopped();
      case "57P01", "57P02", "57P03", "57P04", "57P05" -> leaving();
      case "53300", "53400" ->
          fault(
              SourceError.SOURCE_TOO_MANY_CONNECTIONS,
              "Server %s has no connection left. Raise max_connections or the limit of the role or"
                      .formatted(server)
                  + " database, or crawl at a quieter time");
      // Unknown column, table, function or type; what a read can do without does not come here.
      case "42703", "42P01", "42883", "42704" ->
          fault(
              SourceError.SOURCE_NOT_SUPPORTED,
              "The catalog of server %s lacks what every read takes. This version is not supported:"
                      .formatted(server)
                  + " PostgreSQL 13 to 18 are, and 11 and 12 as far as they go");
      case "55P03" ->
          fault(
              SourceError.SOURCE_TIMEOUT,
              "An object of database %s on %s is locked by somebody else"
                  .formatted(quoted(database), server));
      // Transactions that only read fail to serialize nowhere but on a standby.
      case "40001" ->
          fault(
              SourceError.SOURCE_RECOVERY_CONFLICT,
              "Server %s is a standby and ended the read in order to follow its primary"
                      .formatted(server)
                  + ". If it stays so, turn on hot_standby_feedback or raise"
                  + " max_standby_streaming_delay there, or crawl the primary");
      case "40P01" ->
          fault(
              SourceError.SOURCE_CANCELLED,
              "Server %s ended the transaction to resolve a deadlock".formatted(server));
      case "25P03", "25P04" ->
          fault(
              SourceError.SOURCE_TIMEOUT,
              "Server %s ended the transaction because it took too long".formatted(server)
                  + ". Raise gazetteer.source.idle-in-transaction-timeout, or crawl at a quieter"
                  + " time");
      default -> state.startsWith("08") ? broken() : failed();
    };
  }

  private AppException signInRefused() {
    return fault(
        SourceError.SOURCE_SIGN_IN_REFUSED,
        "Server %s refuses the sign-in%s to database %s. Check user name and password, and that the"
                .formatted(server, user.isEmpty() ? "" : " of " + quoted(user), quoted(database))
            + " server's rules (PostgreSQL: pg_hba.conf) let this user in from this machine");
  }

  private AppException privilegeMissing() {
    String role = user.isEmpty() ? "<user>" : quoted(user);
    if (doing.startsWith("connecting")) {
      return fault(
          SourceError.SOURCE_CONNECT_DENIED,
          "The user may not connect to database %s on %s. Run there: GRANT CONNECT ON DATABASE %s TO %s"
              .formatted(quoted(database), server, quoted(database), role));
    }
    return fault(
        SourceError.SOURCE_PRIVILEGE_MISSING,
        "The user lacks a privilege in database %s on %s that everybody has by default. A test of the"
                .formatted(quoted(database), server)
            + " connection names the grants that mend it");
  }

  /**
   * 57014 is what the server says both for its own time limit and for somebody's cancel; whoever
   * knows the limit throws the one as a timeout.
   */
  private AppException stopped() {
    if (cause(SQLTimeoutException.class).isPresent()) {
      return fault(
          SourceError.SOURCE_TIMEOUT,
          "Server %s did not finish in time".formatted(server)
              + ". Raise gazetteer.source.statement-timeout, or crawl at a quieter time");
    }
    return fault(
        SourceError.SOURCE_CANCELLED, "Somebody on server %s cancelled it".formatted(server));
  }

  private AppException leaving() {
    SourceError code =
        state.equals("57P03") ? SourceError.SOURCE_UNREACHABLE : SourceError.SOURCE_CONNECTION_LOST;
    String words =
        switch (state) {
          case "57P03" -> "Server %s is starting up or shutting down";
          case "57P04" -> "The database was dropped on server %s";
          default -> "Server %s ended the connection: a restart, or an administrator";
        };
    return fault(code, words.formatted(server));
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
          "There is no way through the network to %s. Check host and firewalls".formatted(server));
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
      return signInRefused();
    }
    if (state.equals("08001") && cause(SocketException.class).isEmpty()) {
      return fault(
          SourceError.SOURCE_UNREACHABLE,
          "No connection to %s came about. Check host, port and firewalls".formatted(server));
    }
    return fault(
        SourceError.SOURCE_CONNECTION_LOST,
        "The connection to %s broke. The server was stopped, the network failed, or a standby had to"
                .formatted(server)
            + " follow its primary");
  }

  private AppException failed() {
    return fault(
        SourceError.SOURCE_FAILED,
        "Server %s answered with an error in database %s".formatted(server, quoted(database)));
  }

  private <T extends Throwable> Optional<T> cause(Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private AppException fault(SourceError code, String words) {
    String where = doing.isEmpty() ? "" : ", while " + doing;
    String named = state.isEmpty() ? "" : " (SQLSTATE " + state + where + ")";
    return new AppException(code, words + named, WithheldTextException.of(failure));
  }
}
