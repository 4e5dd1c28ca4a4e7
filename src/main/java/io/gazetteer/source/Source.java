package io.gazetteer.source;

import io.gazetteer.model.Vocabulary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A kind of system that can be crawled.
 *
 * <p>Stateless, so one object serves all threads. Each call works on the connection that it is
 * given, which is in autocommit mode before and after the call, also when the call fails, and which
 * the caller closes. On a server that speaks PostgreSQL's protocol a call changes nothing in the
 * session: it works in a {@link SourceTransaction}, whose settings end with it. A {@link
 * SourceDriver} applies limits when it connects. Exceptions of the driver keep their SQLSTATE where
 * {@link SourceFailures} knows it; others are rethrown with one that it knows.
 *
 * <p>What only some sources can do is an interface of its own, for example {@link
 * InspectsDatabases}. A source implements those that it supports, and callers ask {@link
 * #capability} for them.
 */
public interface Source {

  /**
   * The SDKs' name of the connector, for example {@code postgres}: lower-case letters, digits and
   * dashes. Workflow packages are {@code @atlan/<name>}, their templates {@code atlan-<name>}, and
   * asset types that the SDKs have no model of begin with it, for example {@code PostgresIndex}.
   */
  String connectorName();

  /** The kinds of assets that a read may return. */
  default Vocabulary vocabulary() {
    return Vocabulary.standard();
  }

  /**
   * How connections are opened. Empty = the servers speak PostgreSQL's protocol, and the service
   * opens connections itself, with every authentication method that it knows.
   */
  default Optional<SourceDriver> driver() {
    return Optional.empty();
  }

  /**
   * Databases to connect to, in this order, to list the databases of a server when no database is
   * named; empty = one must be named.
   */
  default List<String> maintenanceDatabases() {
    return List.of();
  }

  /**
   * Whether {@link #databases} lists every database of the server, so that one that is missing from
   * it no longer exists. False keeps the assets of databases that are not listed.
   */
  default boolean listsEveryDatabase() {
    return true;
  }

  /**
   * This source as something that not every source is, for example {@link InspectsDatabases}. Ask
   * here instead of {@code instanceof}: callers may hold a proxy of the source.
   *
   * @param type a capability interface of this package
   * @return empty where the source does not support it
   */
  default <C> Optional<C> capability(Class<C> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }

  /**
   * Lists all databases of the server by name, because one that is missing counts as dropped. A
   * database that is listed with {@link DatabaseListing#connectable()} false exists and cannot be
   * read.
   *
   * @throws SQLException when they cannot be listed; never an empty list instead
   */
  List<DatabaseListing> databases(Connection connection, Selection selection) throws SQLException;

  /**
   * Estimates how many rows a full {@link #read} with this selection returns; for progress only.
   *
   * @throws SQLException when they cannot be counted
   */
  long count(Connection connection, Selection selection) throws SQLException;

  /**
   * Reads the database that the connection is in, and passes each row to the sink. Catalogs are
   * read in one snapshot. It ends before definitions are read in short statements of their own,
   * whose locks would otherwise last until its end.
   *
   * <p>A read of {@link ReadMode.Changes} reads everything when it cannot prove that something is
   * unchanged, and so does a source that takes no fingerprints.
   *
   * @return what was found besides the rows: what the selection excludes, what could not be read,
   *     and in {@link Reading#recognition} how much was read
   * @throws SQLException when the read failed; rows passed on until then must be discarded
   */
  Reading read(ReadRequest request, RowSink sink) throws SQLException;

  /**
   * Asks the server to cancel what runs on a connection, so that a call above fails soon. The only
   * method that other threads may call, at any time and repeatedly; it never throws. A source that
   * cannot cancel does nothing, and stops with the next row.
   */
  default void cancel(Connection connection) {}
}
