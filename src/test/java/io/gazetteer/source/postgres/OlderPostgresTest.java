package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Real servers older than those that are supported; their catalogs decide, not their versions. */
class OlderPostgresTest {

  private static final String OBJECTS =
      """
      CREATE ROLE crawler LOGIN;
      CREATE SCHEMA shop;
      CREATE TABLE shop.item (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text DEFAULT 'x' UNIQUE);
      CREATE TABLE shop.part (item integer REFERENCES shop.item);
      CREATE TABLE shop.sale (sold date) PARTITION BY RANGE (sold);
      CREATE TABLE shop.sale_old PARTITION OF shop.sale FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
      CREATE VIEW shop.items AS SELECT id FROM shop.item;
      CREATE FUNCTION shop.react() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER watch BEFORE INSERT ON shop.item FOR EACH ROW EXECUTE PROCEDURE shop.react();
      CREATE STATISTICS shop.pair (ndistinct) ON id, code FROM shop.item;
      CREATE PUBLICATION picked FOR TABLE shop.item;
      CREATE COLLATION shop.plain (LOCALE = 'C');
      """;

  private static EmbeddedPostgres start(String version) throws IOException, SQLException {
    EmbeddedPostgres server = VersionedPostgres.start(version);
    try (Connection superuser = connect(server, "postgres");
        Statement statement = superuser.createStatement()) {
      statement.execute(OBJECTS);
    }
    return server;
  }

  private static Connection connect(EmbeddedPostgres server, String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  @Test
  void what_postgresql_11_lacks_degrades_one_kind_and_the_rest_is_read()
      throws IOException, SQLException {
    try (EmbeddedPostgres server = start("11.22.1");
        Connection crawler = connect(server, "crawler")) {
      CollectedRows rows = new CollectedRows();
      Reading reading = new PostgresSource().read(ReadRequest.full(crawler, Selection.ALL), rows);
      assertThat(reading.kindsNotRead()).containsExactly(PostgresKinds.COLLATION);
      assertThat(reading.warnings())
          .singleElement()
          .asString()
          .contains("kind collation", "this server's catalog lacks what describes them", "42703");
      assertThat(rows.relations).extracting(row -> row.name()).hasSize(5);
      assertThat(rows.column("shop", "item", "id").identity()).isEqualTo("ALWAYS");
      assertThat(rows.column("shop", "item", "code").defaultValue()).isEqualTo("'x'::text");
      assertThat(rows.column("shop", "part", "item").refersTo().column()).isEqualTo("id");
      assertThat(rows.relation("shop", "sale").partitioning().key()).isEqualTo("RANGE (sold)");
      assertThat(rows.relation("shop", "items").definition()).contains("SELECT item.id");
      assertThat(rows.relation("shop", "item").privileges().allowed()).isEmpty();
      assertThat(rows.object(PostgresKinds.TRIGGER, "shop", "watch").definition())
          .startsWith("CREATE TRIGGER watch BEFORE INSERT");
      assertThat(rows.object(PostgresKinds.STATISTICS, "shop", "pair").attributes())
          .containsEntry("onTable", "item");
      assertThat(rows.object(PostgresKinds.PUBLICATION, null, "picked").definition())
          .startsWith("CREATE PUBLICATION picked FOR TABLE shop.item");
      assertThat(rows.databases.get(0).serverVersion()).startsWith("11.22");
    }
  }

  @Test
  void postgresql_10_is_told_that_it_is_not_supported() throws IOException, SQLException {
    try (EmbeddedPostgres server = start("10.23.0");
        Connection crawler = connect(server, "crawler")) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  new PostgresSource()
                      .read(ReadRequest.full(crawler, Selection.ALL), new CollectedRows()));
      assertThat(SourceFailures.of(failure, "old:5432", "postgres", "reading"))
          .satisfies(fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_NOT_SUPPORTED))
          .hasMessageContaining("This version or kind of server is not supported")
          .hasMessageContaining("PostgreSQL 13 to 18");
    }
  }
}
