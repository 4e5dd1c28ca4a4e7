package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Estimates how many rows a full read returns. */
final class CountEstimate {

  /**
   * Beside so many relations, columns, keys and routines the kinds of which there are few do not
   * show in an estimate; counting them takes a third of a second.
   */
  private static final int MANY = 500_000;

  private final Connection connection;
  private final Selection selection;
  private final Vocabulary vocabulary;

  CountEstimate(Connection connection, Selection selection, Vocabulary vocabulary) {
    this.connection = connection;
    this.selection = selection;
    this.vocabulary = vocabulary;
  }

  /** Columns of the statement that counts the rows of another. */
  private enum Field {
    COUNTED
  }

  /** Counts inside the open transaction. */
  long count() throws SQLException {
    Findings findings = new Findings(vocabulary);
    Schemas schemas = SchemaReader.read(connection, selection, findings);
    long many = countMany(schemas);
    return many < MANY ? many + countFew(schemas, findings) : many;
  }

  private long countMany(Schemas schemas) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(CountEstimate.class, "count"))) {
      statement.setString(1, schemas.oids());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong("rows");
      }
    }
  }

  /** Counts objects, without sequences; the server skips the work on each row. */
  private long countFew(Schemas schemas, Findings findings) throws SQLException {
    SelectionSettings.set(connection, schemas.oids(), selection);
    CopyStream stream = new CopyStream(connection);
    CatalogSql sql = new CatalogSql(Capabilities.read(stream), ReadScope.ALL);
    OptionalReads optional = new OptionalReads(connection, findings);
    long[] total = new long[1];
    for (ObjectReader.Kind kind : ObjectReader.kinds(vocabulary)) {
      if (!kind.kind().equals(PostgresKinds.SEQUENCE)) {
        String counted = sql.of(ObjectReader.class, kind.statement());
        optional.read(
            kind.kind(),
            () ->
                stream.forEach(
                    "SELECT count(*) AS counted FROM (" + counted + ") AS rows",
                    Field.class,
                    row -> total[0] += row.number(Field.COUNTED)));
      }
    }
    return total[0];
  }
}
