package io.gazetteer.asset;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;

/** Opens stages, into which a crawl writes what it read before any of it counts. */
@ApplicationScoped
public class Staging {

  @Inject AgroalDataSource dataSource;
  @Inject Clock clock;

  /**
   * An empty stage. It is private to the caller and gone when closed, also by a crash; only {@link
   * Stage#merge} changes the catalogue, and that in one transaction. Not to be called inside a
   * transaction.
   *
   * @throws IllegalStateException when the own store cannot be reached
   */
  public Stage open() {
    try {
      return new Stage(dataSource.getConnection(), clock);
    } catch (SQLException failure) {
      throw new IllegalStateException("The own store gave no stage", failure);
    }
  }
}
