package io.gazetteer.source.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gazetteer.testing.KindsFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on the official images, where Docker exists. */
@Tag("slow")
class PostgresContainersTest {

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void every_kind_is_read_from_the_official_image(int major) throws SQLException {
    if (!Boolean.getBoolean("docker.required")) {
      assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "needs Docker");
    }
    try (PostgreSQLContainer server = new PostgreSQLContainer("postgres:" + major)) {
      server.start();
      try (Connection superuser = server.createConnection("")) {
        KindsFixture.load(superuser, major);
        superuser.createStatement().execute("ALTER ROLE crawler PASSWORD 'crawler'");
        try (Connection crawler =
            DriverManager.getConnection(server.getJdbcUrl(), "crawler", "crawler")) {
          new KindsCheck(major).check(crawler, superuser);
        }
      }
    }
  }
}
