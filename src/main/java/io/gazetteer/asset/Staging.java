package io.gazetteer.asset;

import io.agroal.api.AgroalDataSource;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.model.BoundedText;
import io.gazetteer.model.Vocabulary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Opens stages, into which a crawl writes what it read before it is merged. */
@ApplicationScoped
public class Staging {

  @Inject AgroalDataSource dataSource;
  @Inject Clock clock;
  @Inject Jdbi jdbi;
  @Inject Vocabulary vocabulary;

  /**
   * Returns how many merges have changed the assets of a database. Call it before a read of the
   * database begins, for its {@link MergeFence}.
   *
   * @param databaseName empty = all databases of the connection
   */
  public long changesOf(String connectionQualifiedName, String databaseName) {
    Map<String, Object> values =
        Map.of("connection", connectionQualifiedName, "database", BoundedText.place(databaseName));
    return jdbi.withHandle(handle -> MergeFence.changes(handle, values));
  }

  /**
   * Opens an empty stage for one database. It is private to the caller and disappears when it is
   * closed or the service dies; only its merge changes the catalogue. Do not call this inside a
   * transaction.
   *
   * @throws IllegalStateException when the catalog database cannot be reached
   */
  public Stage open(StageTarget target) {
    try {
      return new Stage(dataSource::getConnection, clock, target, vocabulary.names());
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database created no staging table", failure);
    }
  }
}
