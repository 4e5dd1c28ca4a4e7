package io.gazetteer.search;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Converts the current row of a result set to an object. */
@FunctionalInterface
public interface RowReader<T> {

  /** Reads the row without moving to another one. */
  T read(ResultSet row) throws SQLException;
}
