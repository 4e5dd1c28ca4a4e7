package io.gazetteer.common.store;

import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.common.SqlFiles;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Rejects a catalog database whose schema was made before the migrations were joined into one
 * baseline. Looks before Flyway changes anything.
 */
@Singleton
public class EarlierSchema extends BaseCallback implements FlywayConfigurationCustomizer {

  private static final String IS_EARLIER = SqlFiles.of(EarlierSchema.class, "is_earlier");
  private static final String HAS_HISTORY = SqlFiles.of(EarlierSchema.class, "has_history");

  @Override
  public void customize(FluentConfiguration flyway) {
    flyway.callbacks(this);
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_VALIDATE;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      if (isTrue(statement, HAS_HISTORY) && isTrue(statement, IS_EARLIER)) {
        throw rejected();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "The history of the catalog database's schema cannot be read", failure);
    }
  }

  /** What the start fails with. */
  public static AppException rejected() {
    return new AppException(
        CommonError.EARLIER_SCHEMA,
        "The catalog database was made by an earlier build of Gazetteer, whose schema this one"
            + " cannot read. Nothing in it was changed. Configure an empty database"
            + " (QUARKUS_DATASOURCE_JDBC_URL), or start the earlier build again");
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
