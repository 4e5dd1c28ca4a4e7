package io.gazetteer.source.h2;

import io.gazetteer.source.Login;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceContract;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;

class H2SourceContractTest extends SourceContract {

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = H2Server.createDatabase("CONTRACT", FIXTURE);
  }

  @Override
  protected Source source() {
    return new H2Source();
  }

  @Override
  protected String database() {
    return database;
  }

  @Override
  protected int port() {
    return H2Server.port();
  }

  @Override
  protected Connection connect(int port) throws SQLException {
    return source()
        .driver()
        .orElseThrow()
        .connect(
            new Login(
                "localhost",
                InetAddress.getLoopbackAddress(),
                port,
                database,
                H2Server.READER,
                H2Server.READER_PASSWORD,
                // So that a frozen server is noticed by nobody.
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2)));
  }
}
