package io.gazetteer.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** JDBC's DatabaseMetaData in bulk: tables, columns, primary keys and foreign keys. */
final class MetadataCalls implements Worker.Contender {

  private final String source;

  MetadataCalls(String source) {
    this.source = source;
  }

  @Override
  public void warmUp() throws SQLException {
    read(Shape.WARM.database());
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    meter.measure("metadata", () -> read(shape.database()));
  }

  private void read(String database) throws SQLException {
    try (Connection connection = Servers.connect(source + database)) {
      DatabaseMetaData calls = connection.getMetaData();
      long rows = drain(calls.getTables(null, null, "%", null));
      rows += drain(calls.getColumns(null, null, "%", "%"));
      rows += drain(calls.getPrimaryKeys(null, null, null));
      rows += drain(calls.getImportedKeys(null, null, null));
      Console.say("%d rows of metadata".formatted(rows));
    }
  }

  private static long drain(ResultSet set) throws SQLException {
    long rows = 0;
    try (set) {
      int columns = set.getMetaData().getColumnCount();
      while (set.next()) {
        for (int i = 1; i <= columns; i++) {
          set.getString(i);
        }
        rows++;
      }
    }
    return rows;
  }
}
