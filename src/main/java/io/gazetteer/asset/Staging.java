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

/** Opens stages, into which a crawl writes what it read before any of it counts. */
@ApplicationScoped
public class Staging {

  @Inject AgroalDataSource dataSource;
  @Inject Clock clock;
  @Inject Jdbi jdbi;
  @Inject Vocabulary vocabulary;

  /**
   * How many merges have changed the assets of a database so far; to be asked before a read of it
   * begins, for its {@link MergeFence}.
   *
   * @param databaseName empty = of all databases of the connection
   */
  public long changesOf(String connectionQualifiedName, String databaseName) {
    Map<String, Object> values =
        Map.of("connection", connectionQualifiedName, "database", BoundedText.place(databaseName));
    return jdbi.withHandle(handle -> MergeFence.changes(handle, values));
  }

  /**
   * An empty stage for one database. It is private to the caller and gone when closed, also by a
   * crash; only {@link Stage#merge} changes the catalogue, and that in one transaction. Not to be
   * called inside a transaction.
   *
   * @throws IllegalStateException when the own store cannot be reached
   */
  public Stage open(StageTarget target) {
    try {
      return new Stage(dataSource.getConnection(), clock, target, vocabulary.names());
    } catch (SQLException failure) {
      throw new IllegalStateException("The catalog database created no staging table", failure);
    }
  }

  /**
   * Figures of a database that is else unchanged, none yet. Private to the caller and gone when
   * closed. Takes a connection of the store when it is first used, not before.
   */
  public FigureStage openFigures() {
    return new FigureStage(dataSource::getConnection, clock);
  }
}
