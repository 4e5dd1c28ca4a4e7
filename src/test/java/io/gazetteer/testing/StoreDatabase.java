package io.gazetteer.testing;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** An own store for plain tests: an empty database, migrated to head. */
public final class StoreDatabase {

  private static final String TEMPLATE = migrated();

  private final String name;

  private StoreDatabase(String name) {
    this.name = name;
  }

  /** Migrates once; all stores of a server are copies. */
  private static String migrated() {
    String name = Postgres.createDatabase("migrated");
    Flyway.configure().dataSource(Postgres.jdbcUrl(name), "postgres", "").load().migrate();
    return name;
  }

  /** A new one. */
  public static StoreDatabase create() {
    return new StoreDatabase(Postgres.createDatabase("store", TEMPLATE));
  }

  public String name() {
    return name;
  }

  public Jdbi jdbi() {
    return Jdbi.create(Postgres.jdbcUrl(name), "postgres", "");
  }
}
