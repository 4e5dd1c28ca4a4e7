package io.gazetteer.source;

import io.gazetteer.model.Vocabulary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of system that can be crawled. Stateless, so one object serves all threads; each call
 * works on the connection that it is given, which is in autocommit mode and stays the caller's to
 * close; after each call, failed ones too, it is in autocommit mode again. At a server that speaks
 * PostgreSQL's protocol nothing is set on its session, and a call works in a {@link
 * SourceTransaction}, which sets what it needs for itself alone; a {@link SourceDriver} of its own
 * sees to limits when it connects. Exceptions of the driver keep their SQLSTATE where {@link
 * SourceFault} knows it, and are thrown anew with the one that it knows where it does not.
 */
public interface Source {

  /**
   * The SDKs' word for it, for example {@code postgres}; small letters, digits and dashes. Packages
   * of workflows are {@code @atlan/<word>}, their templates {@code atlan-<word>}, and what the SDKs
   * have no model of gets types that begin with it, as {@code PostgresIndex} does.
   */
  String connectorName();

  /** The kinds that it may hand out. */
  default Vocabulary vocabulary() {
    return Vocabulary.standard();
  }

  /**
   * The same with other limits of its transactions. A source that has none of its own leaves this
   * as it is.
   */
  default Source within(SourceLimits limits) {
    return this;
  }

  /**
   * The same for who never compares reads, so that no fingerprint need be taken. A source that
   * takes none leaves this as it is.
   */
  default Source withoutFingerprints() {
    return this;
  }

  /**
   * How connections are opened. Empty = the servers speak PostgreSQL's protocol, and the service
   * opens connections itself, with every way to sign in that it knows.
   */
  default Optional<SourceDriver> driver() {
    return Optional.empty();
  }

  /**
   * Databases to try, in this order, for listing the databases of a server when nobody names one;
   * empty = one must be named.
   */
  default List<String> maintenanceDatabases() {
    return List.of();
  }

  /**
   * Whether {@link #databases} tells every database of the server, so that one that is missing from
   * it is gone. False keeps assets of databases that are not listed.
   */
  default boolean listsEveryDatabase() {
    return true;
  }

  /**
   * The databases of the server, in the order of their names; templates and databases that refuse
   * connections left out. A database that is listed and has {@link DatabaseListing#connectable()}
   * false exists and cannot be read.
   *
   * @throws SQLException when the listing cannot be had, which is not the same as an empty one
   */
  List<DatabaseListing> databases(Connection connection, Selection selection) throws SQLException;

  /**
   * The schemas of the database that the connection is in, by name, with what is in them; the
   * system's own left out.
   *
   * @throws SQLException when the listing cannot be had, which is not the same as an empty one;
   *     with SQLSTATE 0A000 by a source that does not list schemas
   */
  default List<SchemaListing> schemas(Connection connection, Selection selection)
      throws SQLException {
    throw new SQLFeatureNotSupportedException(connectorName() + " lists no schemas", "0A000");
  }

  /**
   * Databases that take connections, but none of the role that asks, so that a grant would help.
   *
   * @return empty also for a source that cannot tell
   * @throws SQLException when they could not be listed
   */
  default Set<String> grantableDatabases(Connection connection) throws SQLException {
    return Set.of();
  }

  /**
   * Looks what a {@link #read} of the database that the connection is in would find, and what it
   * would lack. Reads catalogs alone and changes nothing.
   *
   * @return empty for a source that cannot tell
   * @throws SQLException when it could not be looked at, which is not the same as nothing lacking
   */
  default Optional<Readiness> readiness(Connection connection, Selection selection)
      throws SQLException {
    return Optional.empty();
  }

  /**
   * Which entries of a selection match schemas of the database that the connection is in.
   *
   * @return {@link FilterMatch#UNKNOWN} of a source that cannot say
   */
  default FilterMatch filterMatch(Connection connection, Selection selection) throws SQLException {
    return FilterMatch.UNKNOWN;
  }

  /**
   * How many objects a {@link #read} with this selection is going to hand out, roughly; for
   * progress only.
   *
   * @throws SQLException when it cannot be counted
   */
  long count(Connection connection, Selection selection) throws SQLException;

  /**
   * Reads the database that the connection is in, and hands every row to the sink. Catalogs are
   * read in one snapshot that is closed before definitions are read, which happens in short
   * statements of their own.
   *
   * @return what was seen besides the rows: what the selection left out, and what could not be read
   * @throws SQLException when reading broke off; the rows handed out so far are then of no use
   */
  Reading read(Connection connection, Selection selection, RowSink sink) throws SQLException;

  /**
   * Asks the server to end what runs on a connection right now, so that the call above that waits
   * for it fails soon. The one method to be called from another thread, at any time and repeatedly;
   * it never throws. A source that cannot do so does nothing, and a stop is noticed with the next
   * row.
   */
  default void cancel(Connection connection) {}

  /**
   * Reads the database as {@link #read(Connection, Selection, RowSink)} does, unless it can prove
   * of the whole or of some relations that a full read would hand out what it did when the earlier
   * fingerprint was taken. Then those relations are named as kept, and nothing of them but figures
   * that move by themselves goes to the sink; of a whole that is unchanged nothing is named.
   * Fingerprint and rows are of one snapshot. In doubt it reads fully. A source that takes no
   * fingerprints leaves this as it is.
   *
   * @param earlier fingerprint of the last complete read; empty = read fully
   * @return says in {@link Reading#recognition} which of the three it was
   * @throws SQLException when reading broke off; what was handed out so far is then of no use
   */
  default Reading read(
      Connection connection, Selection selection, Optional<Fingerprint> earlier, RowSink sink)
      throws SQLException {
    return read(connection, selection, sink);
  }

  /**
   * The same with the chance of a second connection, by which parts may be read at the same time. A
   * source that reads one thing after the other leaves this as it is.
   *
   * @param further closed again when this returns or throws
   */
  default Reading read(
      Connection connection,
      FurtherConnection further,
      Selection selection,
      Optional<Fingerprint> earlier,
      RowSink sink)
      throws SQLException {
    return read(connection, selection, earlier, sink);
  }
}
