package io.gazetteer.source.postgres;

import io.gazetteer.source.Source;
import io.gazetteer.source.SourceContract;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;

class PostgresSourceContractTest extends SourceContract {

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("contract");
    FIXTURE.forEach(statement -> Postgres.execute(database, statement));
  }

  @Override
  protected Source source() {
    return new PostgresSource();
  }

  @Override
  protected String database() {
    return database;
  }

  @Override
  protected int port() {
    return Postgres.port();
  }

  @Override
  protected Connection connect(int port) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(port, database));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
    }
    return connection;
  }
}
