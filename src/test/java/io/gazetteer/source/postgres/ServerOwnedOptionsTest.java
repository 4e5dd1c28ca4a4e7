package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.DebianPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Options that PostgreSQL 15.20 keeps for itself with every column are not reported. */
class ServerOwnedOptionsTest {

  private static DebianPostgres server;
  private final PostgresSource source = new PostgresSource();

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = DebianPostgres.start();
    server.execute(
        "CREATE TABLE av (a int, b text) WITH (fillfactor = 70, toast.autovacuum_enabled = off)",
        "ALTER TABLE av ALTER b SET (n_distinct = 5), ALTER b SET (n_distinct_inherited = 7)",
        "CREATE TABLE av_heir (c int) INHERITS (av)",
        "CREATE TABLE apart (a int, b text)",
        "CREATE MATERIALIZED VIEW avm AS SELECT a FROM apart",
        "CREATE VIEW avv AS SELECT a FROM apart",
        "CREATE TABLE parts (a int, b int) PARTITION BY LIST (a)",
        "CREATE TABLE part PARTITION OF parts FOR VALUES IN (1)",
        "CREATE FOREIGN DATA WRAPPER w",
        "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (pg_version '9')",
        "CREATE FOREIGN TABLE far (a int OPTIONS (pg_name 'x')) SERVER s OPTIONS (pg_kind 'y')",
        "CREATE TYPE avc AS (x int)",
        "CREATE INDEX av_b ON av (b) WITH (fillfactor = 60)",
        "ALTER ROLE postgres SET pg_trgm.similarity_threshold = '0.4'");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Reading read(Fingerprint earlier, CollectedRows rows) throws SQLException {
    try (Connection connection = server.connect("postgres")) {
      return source.read(ReadRequest.full(connection, Selection.ALL).in(rows.since(earlier)), rows);
    }
  }

  private CollectedRows everything() throws SQLException {
    CollectedRows rows = new CollectedRows();
    read(null, rows);
    return rows;
  }

  @Test
  void the_server_keeps_an_option_of_its_own_with_every_column() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (WHERE CAST(attoptions AS text) LIKE '%pg_attver=%')"
                    + " FROM pg_attribute WHERE attrelid = 'av'::regclass AND attnum > 0")) {
      row.next();
      assertThat(row.getInt(2)).isEqualTo(row.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void only_options_that_somebody_set_are_reported() throws SQLException {
    CollectedRows rows = everything();
    assertThat(rows.columns)
        .filteredOn(column -> column.further().containsKey("column_options"))
        .singleElement()
        .satisfies(
            column -> {
              assertThat(column.name()).isEqualTo("b");
              assertThat(column.relation().name()).isEqualTo("av");
              assertThat(column.further())
                  .containsEntry("column_options", "n_distinct=5, n_distinct_inherited=7");
            });
    assertThat(rows.columns.toString() + rows.relations + rows.objects).doesNotContain("attver");
    assertThat(rows.relation("public", "av").storage().further())
        .containsEntry("storage_options", "fillfactor=70")
        .containsEntry("toast_options", "autovacuum_enabled=off");
  }

  @Test
  void a_name_that_begins_alike_is_reported_where_people_choose_the_names() throws SQLException {
    CollectedRows rows = everything();
    assertThat(rows.relation("public", "far").storage().foreignOptions())
        .containsExactly("pg_kind=y");
    assertThat(rows.column("public", "far", "a").foreignOptions()).containsExactly("pg_name=x");
    assertThat(rows.objects.toString())
        .contains("pg_version=9", "pg_trgm.similarity_threshold=0.4");
  }

  @Test
  void a_new_type_of_one_column_changes_that_column_and_no_other() throws SQLException {
    server.execute("CREATE TABLE retyped (a int, b text, c int)");
    CollectedRows before = everything();
    Fingerprint earlier = read(null, new CollectedRows()).recognition().fingerprint().orElseThrow();
    server.execute("ALTER TABLE retyped ALTER a TYPE bigint");
    CollectedRows after = new CollectedRows();
    Reading reading = read(earlier, after);
    assertThat(reading.recognition().extent()).isEqualTo(Reading.Extent.PART);
    Set<String> read = new TreeSet<>();
    after.relations.forEach(relation -> read.add(relation.name()));
    assertThat(read).containsExactly("retyped");
    List<ColumnRow> changed =
        after.columns.stream().filter(column -> !before.columns.contains(column)).toList();
    assertThat(changed).extracting(ColumnRow::name).containsExactly("a");
    assertThat(before.relations).containsAll(after.relations);
  }

  @Test
  void maintenance_leaves_the_catalog_unchanged() throws SQLException {
    server.execute("CREATE TABLE kept (a int PRIMARY KEY, b text)");
    Fingerprint earlier = read(null, new CollectedRows()).recognition().fingerprint().orElseThrow();
    server.execute(
        "INSERT INTO kept SELECT i, 'x' FROM generate_series(1, 100) AS i",
        "ANALYZE",
        "VACUUM kept",
        "VACUUM FULL kept",
        "REINDEX TABLE kept",
        "TRUNCATE kept",
        "REFRESH MATERIALIZED VIEW avm");
    assertThat(read(earlier, new CollectedRows()).recognition().unchanged()).isTrue();
  }
}
