package io.gazetteer.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Capability of a {@link Source} to say what is in a database, and what a read of it would find or
 * miss, without reading it. Calls follow the rules of {@link Source}.
 */
public interface InspectsDatabases {

  /**
   * Lists the schemas of the current database by name, except the system's own.
   *
   * @throws SQLException when they cannot be listed; never an empty list instead
   */
  List<SchemaListing> schemas(Connection connection, Selection selection) throws SQLException;

  /**
   * Lists databases that allow connections, but none of the current role, so that a grant helps.
   *
   * @throws SQLException when they cannot be listed
   */
  Set<String> grantableDatabases(Connection connection) throws SQLException;

  /**
   * Checks what a read of the current database would find and miss. Reads catalogs only, and
   * changes nothing.
   *
   * @throws SQLException when it cannot be checked, which does not mean that nothing is missing
   */
  Readiness readiness(Connection connection, Selection selection) throws SQLException;

  /** Finds the entries of a selection that match schemas of the current database. */
  FilterMatch filterMatch(Connection connection, Selection selection) throws SQLException;
}
