package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One real server of each major version, one after the other. */
@Tag("slow")
class PostgresVersionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"12.22.0", "13.23.0", "14.24.0", "15.19.0", "16.15.0", "17.11.0", "18.6.0"})
  void every_kind_is_read_by_a_role_without_rights_and_nothing_degrades(String version)
      throws IOException, SQLException {
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection superuser = connect(server, "postgres");
        Connection crawler = loaded(server, superuser, major)) {
      KindsCheck check = new KindsCheck(major);
      check.check(crawler, superuser);
      assertThat(check.rows().databases.get(0).serverVersion())
          .startsWith(version.substring(0, version.lastIndexOf('.')));
      assertThat(check.rows().object(PostgresKinds.PUBLICATION, null, "picked").definition())
          .isEqualTo(
              "CREATE PUBLICATION picked FOR TABLE shop.item, twin.item"
                  + " WITH (publish = 'insert, update')");
      if (major >= 15) {
        assertThat(check.rows().object(PostgresKinds.PUBLICATION, null, "filtered").definition())
            .isEqualTo(
                "CREATE PUBLICATION filtered FOR TABLE shop.item (id, code) WHERE ((id > 5))"
                    + " WITH (publish = 'insert, update, delete, truncate')");
        assertThat(check.rows().object(PostgresKinds.PUBLICATION, null, "whole").definition())
            .startsWith(
                "CREATE PUBLICATION whole FOR TABLE shop.part WHERE ((item_id > 5)), TABLES IN SCHEMA twin");
      }
    }
  }

  private static Connection loaded(EmbeddedPostgres server, Connection superuser, int major)
      throws SQLException {
    KindsFixture.load(superuser, major);
    return connect(server, "crawler");
  }

  private static Connection connect(EmbeddedPostgres server, String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }
}
