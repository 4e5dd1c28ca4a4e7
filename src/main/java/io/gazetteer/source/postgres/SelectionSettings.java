package io.gazetteer.source.postgres;

import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.copy.ServerEncodings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Passes the selection to the statements of an open transaction in settings, because COPY takes no
 * parameters.
 */
final class SelectionSettings {

  private SelectionSettings() {}

  /**
   * Sets them until the transaction ends.
   *
   * @param schemas oids of the selected schemas, as an array in text form
   */
  static void set(Connection connection, String schemas, Selection selection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(CatalogSql.text(SelectionSettings.class, "settings"))) {
      statement.setString(1, schemas);
      statement.setString(
          2,
          ServerEncodings.of(connection.unwrap(PGConnection.class))
              .expression(selection.excludedRelations().orElse("")));
      statement.setString(3, selection.excludedKinds());
      statement.execute();
    }
  }
}
