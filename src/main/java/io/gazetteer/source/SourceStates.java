package io.gazetteer.source;

import static io.gazetteer.source.SourceError.SOURCE_CANCELLED;
import static io.gazetteer.source.SourceError.SOURCE_CONNECTION_LOST;
import static io.gazetteer.source.SourceError.SOURCE_CONNECT_DENIED;
import static io.gazetteer.source.SourceError.SOURCE_DAMAGED;
import static io.gazetteer.source.SourceError.SOURCE_DATABASE_CLOSED;
import static io.gazetteer.source.SourceError.SOURCE_DATABASE_NOT_FOUND;
import static io.gazetteer.source.SourceError.SOURCE_FAILED;
import static io.gazetteer.source.SourceError.SOURCE_INTERNAL_ERROR;
import static io.gazetteer.source.SourceError.SOURCE_LIMIT_EXCEEDED;
import static io.gazetteer.source.SourceError.SOURCE_NOT_SUPPORTED;
import static io.gazetteer.source.SourceError.SOURCE_OUT_OF_RESOURCES;
import static io.gazetteer.source.SourceError.SOURCE_PARAMETER_REJECTED;
import static io.gazetteer.source.SourceError.SOURCE_PRIVILEGE_MISSING;
import static io.gazetteer.source.SourceError.SOURCE_RECOVERY_CONFLICT;
import static io.gazetteer.source.SourceError.SOURCE_SIGN_IN_REFUSED;
import static io.gazetteer.source.SourceError.SOURCE_TIMEOUT;
import static io.gazetteer.source.SourceError.SOURCE_TOO_MANY_CONNECTIONS;
import static io.gazetteer.source.SourceError.SOURCE_UNREACHABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each SQLSTATE of a crawled server means to a crawl or a connection test: the error code,
 * which decides about retries, and words with the remedy. {@link SourceFailures} first
 * distinguishes errors that the driver raises itself (class 08) by their cause.
 *
 * <p>The words may hold {@code {server}}, {@code {database}} and {@code {role}}; the last two are
 * quoted as SQL wants them.
 */
final class SourceStates {

  /** When a row counts. */
  private enum When {
    ALWAYS,
    CONNECTING
  }

  /** What one SQLSTATE, or with two characters a class of them, means. */
  record Meaning(SourceError code, String words) {}

  private record Row(String state, When when, Meaning meaning) {}

  private static final List<Row> ROWS = new ArrayList<>();

  private SourceStates() {}

  private static void row(String states, SourceError code, String words) {
    add(states, When.ALWAYS, code, words);
  }

  private static void connecting(String states, SourceError code, String words) {
    add(states, When.CONNECTING, code, words);
  }

  private static void add(String states, When when, SourceError code, String words) {
    for (String state : states.split(" ", -1)) {
      ROWS.add(new Row(state, when, new Meaning(code, words)));
    }
  }

  static {
    signIn();
    timeAndCancellation();
    endedSessions();
    resources();
    catalog();
    damage();
    code();
  }

  private static void signIn() {
    row(
        "28000 28P01 28",
        SOURCE_SIGN_IN_REFUSED,
        "Server {server} rejected the sign-in of {role} to database {database}. Check user name and"
            + " password, and that the server's rules (PostgreSQL: pg_hba.conf) let this user in"
            + " from this machine");
    row(
        "3D000 3D",
        SOURCE_DATABASE_NOT_FOUND,
        "Server {server} has no database {database}. Check the spelling; names are case-sensitive");
    connecting(
        "42501",
        SOURCE_CONNECT_DENIED,
        "The user may not connect to database {database} on {server}. Run there: GRANT CONNECT ON"
            + " DATABASE {database} TO {role}");
    // Turned off by hand, or left behind by a DROP DATABASE that was interrupted.
    connecting(
        "55000",
        SOURCE_DATABASE_CLOSED,
        "Database {database} on {server} accepts no connections. Exclude it, or turn connections on"
            + " again (ALTER DATABASE {database} ALLOW_CONNECTIONS true); if an interrupted DROP"
            + " DATABASE left it invalid, drop it");
    connecting(
        "22023 22P02 42602 42601 42704 55P02 0P000 22",
        SOURCE_PARAMETER_REJECTED,
        "Server {server} rejected a parameter that the session begins with. Check the connection's"
            + " options, and the settings of the role and of database {database}");
    connecting(
        "P0 38 39 2F",
        SOURCE_CONNECT_DENIED,
        "Code that database {database} on {server} runs at sign-in raised an error. Check its login"
            + " event triggers (pg_event_trigger), and exempt {role} from them");
  }

  private static void timeAndCancellation() {
    row(
        "57014",
        SOURCE_CANCELLED,
        "Server {server} cancelled a statement before our own time limit for it had passed: somebody"
            + " cancelled it (pg_cancel_backend), or a timeout set there or in a pooler ended it. If it"
            + " happens again, ask who cancels statements of {role}");
    row(
        "55P03 55006",
        SOURCE_TIMEOUT,
        "Another session holds a lock on an object of database {database} on {server} that the read"
            + " needs. Crawl when no DDL runs there, or raise gazetteer.source.lock-timeout");
    row(
        "25P03",
        SOURCE_TIMEOUT,
        "Server {server} ended the transaction because it was idle for too long. Raise"
            + " gazetteer.source.idle-in-transaction-timeout, or crawl at a quieter time");
    row(
        "25P04",
        SOURCE_TIMEOUT,
        "Server {server} ended the transaction because it took longer than transaction_timeout"
            + " allows. Run there: ALTER ROLE {role} SET transaction_timeout = 0");
    row(
        "72000",
        SOURCE_TIMEOUT,
        "Server {server} had removed rows that the read still needed. Raise old_snapshot_threshold"
            + " there, or crawl at a quieter time");
    // Transactions that only read fail to serialize nowhere but on a standby.
    row(
        "40001",
        SOURCE_RECOVERY_CONFLICT,
        "Server {server} is a standby and ended the read in order to follow its primary. If it keeps"
            + " happening, turn on hot_standby_feedback or raise max_standby_streaming_delay there, or"
            + " crawl the primary");
    row(
        "40P01",
        SOURCE_CANCELLED,
        "Server {server} ended the transaction to resolve a deadlock. If it keeps happening, crawl"
            + " when no DDL runs there");
    row("40", SOURCE_CANCELLED, "Server {server} rolled the transaction back. Crawl again");
  }

  private static void endedSessions() {
    row(
        "57P01 57P02",
        SOURCE_CONNECTION_LOST,
        "Server {server} ended the connection: it was restarted or crashed, or an administrator ended"
            + " the session");
    row(
        "57P03",
        SOURCE_UNREACHABLE,
        "Server {server} does not accept connections yet: it is starting up, shutting down or in"
            + " recovery. Try again later");
    row(
        "57P04",
        SOURCE_DATABASE_NOT_FOUND,
        "Database {database} was dropped on server {server} during the read");
    row(
        "57P05",
        SOURCE_CONNECTION_LOST,
        "Server {server} ended the session because it was idle for too long. Run there: ALTER ROLE"
            + " {role} SET idle_session_timeout = 0");
    row(
        "57000 57",
        SOURCE_CANCELLED,
        "The administrator of server {server} or an extension there stopped the statement");
    // Said by a server, not by the driver, whose own are sorted out before.
    row(
        "08P01",
        SOURCE_CONNECTION_LOST,
        "Server {server}, or a pooler in front of it, ended the connection because of an error in the"
            + " protocol. A pooler also answers so where it knows no such user or database, has no"
            + " connection to the server left, or does not pass a start-up parameter on: see its log");
    row(
        "08",
        SOURCE_CONNECTION_LOST,
        "The connection to {server} broke. The server was stopped, the network failed, or a standby"
            + " followed its primary");
  }

  private static void resources() {
    row(
        "53300",
        SOURCE_TOO_MANY_CONNECTIONS,
        "Server {server} has no connection left. Raise max_connections or the limit of the role or"
            + " database, or crawl at a quieter time");
    row(
        "53100",
        SOURCE_OUT_OF_RESOURCES,
        "Server {server} has no disk space left. Free space there, also for temporary files");
    row(
        "53200",
        SOURCE_OUT_OF_RESOURCES,
        "Server {server} is out of memory. Free memory there; where its log says shared memory, raise"
            + " max_locks_per_transaction");
    row(
        "53400",
        SOURCE_LIMIT_EXCEEDED,
        "The read exceeded a limit that server {server} is configured with, most often"
            + " temp_file_limit. Raise it for the user: ALTER ROLE {role} SET temp_file_limit = '10GB'");
    row("53000 53", SOURCE_OUT_OF_RESOURCES, "Server {server} is short of resources. See its log");
    row(
        "54001",
        SOURCE_LIMIT_EXCEEDED,
        "A definition in database {database} on {server} is nested too deeply for its stack. Raise"
            + " max_stack_depth there");
    row(
        "54000 54011 54023 54",
        SOURCE_LIMIT_EXCEEDED,
        "The read exceeded a fixed limit of server {server}, most often a value larger than 1 GB in"
            + " the catalog of database {database}");
  }

  private static void catalog() {
    row(
        "42501",
        SOURCE_PRIVILEGE_MISSING,
        "The user lacks a privilege in database {database} on {server} that everybody has by default."
            + " Test the connection: the test prints the missing GRANTs");
    row(
        "42703 42P01 42883 42704 42601 3F000 0A000 42 0A 3F",
        SOURCE_NOT_SUPPORTED,
        "The catalog of server {server} lacks what every read needs. This version or kind of server is"
            + " not supported: PostgreSQL 13 to 18 are, and 11 and 12 in part");
    row(
        "26000 34000 42P03 42P05 25P01 25P02 25001 3B001",
        SOURCE_FAILED,
        "Server {server} lost the state of the session. A pooler that hands out connections per"
            + " statement does that: use transaction or session pooling");
    row(
        "25006",
        SOURCE_FAILED,
        "Server {server} rejected a statement because it writes. The crawler never writes; report this"
            + " error");
    row(
        "55000 55",
        SOURCE_FAILED,
        "An object of database {database} on {server} is in a state in which it cannot be read. See"
            + " the server's log");
    row(
        "22021 22P05",
        SOURCE_FAILED,
        "Database {database} on {server} holds a text that cannot be converted to UTF-8. Find the"
            + " object in the server's log, and rename it or correct its text");
  }

  private static void damage() {
    row(
        "XX001 XX002",
        SOURCE_DAMAGED,
        "The catalog of database {database} on {server} is damaged. See the server's log, check with"
            + " amcheck, and repair indexes with REINDEX SYSTEM {database}");
    row(
        "58030 58P01 58P02 58P03 58000 58",
        SOURCE_DAMAGED,
        "Server {server} cannot read one of its files: a disk fails, or the library of an extension in"
            + " database {database} is missing. See the server's log");
    // For example a cache lookup that failed because of a DROP in another session.
    row(
        "XX000 XX",
        SOURCE_INTERNAL_ERROR,
        "Server {server}, or a proxy in front of it, reported an internal error in database"
            + " {database}: an object that another session is dropping, or a damaged catalog. If it"
            + " happens again, see the server's log");
    row(
        "F0000 F0001 F0",
        SOURCE_UNREACHABLE,
        "Server {server} cannot read its configuration. See its log");
  }

  private static void code() {
    row(
        "P0 38 39 2F HV",
        SOURCE_FAILED,
        "A function or foreign data wrapper of database {database} on {server} raised an error. See"
            + " the server's log");
  }

  /**
   * Looks a SQLSTATE up, the row for it before the one for its class, and what counts only while
   * connecting before the rest.
   *
   * @param connecting whether the session was not there yet
   * @return empty for a state that no crawl is known to meet
   */
  static Optional<Meaning> of(String state, boolean connecting) {
    String ofClass = state.length() == 5 ? state.substring(0, 2) : state;
    Optional<Meaning> first = Optional.empty();
    if (connecting) {
      first = find(state, When.CONNECTING).or(() -> find(ofClass, When.CONNECTING));
    }
    return first.or(() -> find(state, When.ALWAYS)).or(() -> find(ofClass, When.ALWAYS));
  }

  private static Optional<Meaning> find(String state, When when) {
    return ROWS.stream()
        .filter(row -> row.when == when && row.state.equals(state))
        .findFirst()
        .map(Row::meaning);
  }
}
