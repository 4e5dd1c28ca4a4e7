package io.gazetteer.testing;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** An own store for plain tests: an empty database, migrated to head. */
public final class StoreDatabase {

  private final String name;

  private StoreDatabase(String name) {
    this.name = name;
  }

  /** A new one. */
  public static StoreDatabase create() {
    String name = Postgres.createDatabase("store");
    Flyway.configure().dataSource(Postgres.jdbcUrl(name), "postgres", "").load().migrate();
    return new StoreDatabase(name);
  }

  public String name() {
    return name;
  }

  public Jdbi jdbi() {
    return Jdbi.create(Postgres.jdbcUrl(name), "postgres", "");
  }
}
