package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.testing.BreakableServer;
import io.gazetteer.testing.CollectedRows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real server some of whose catalog files were damaged or lost while it was stopped. */
class DamagedFilesTest {

  private static final int PAGE = 8192;
  private static final int TABLES = 3;

  private static BreakableServer server;

  @BeforeAll
  static void damage_a_server() throws Exception {
    server = BreakableServer.start(TABLES);
    Path heap = file("pg_ts_config_map");
    Path index = file("pg_seclabel_object_index");
    Path lost = file("pg_ts_template");
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      // Its mappings are the last ones.
      statement.execute("CREATE TEXT SEARCH CONFIGURATION public.shop (COPY = pg_catalog.english)");
      // Otherwise the log would be replayed over the damage.
      statement.execute("CHECKPOINT");
    }
    server.stopAtOnce();
    overwrite(heap, Files.size(heap) - PAGE, (byte) 0x5a);
    // An empty page, which no index has after its first.
    overwrite(index, 0, (byte) 0);
    Files.delete(lost);
    server.restart();
  }

  @AfterAll
  static void stop_it() throws IOException {
    server.close();
  }

  private static Path file(String relation) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_relation_filepath('pg_catalog." + relation + "')")) {
      row.next();
      return server.data().resolve(row.getString(1));
    }
  }

  private static void overwrite(Path file, long from, byte value) throws IOException {
    byte[] page = new byte[PAGE];
    Arrays.fill(page, value);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      assertThat(open.length()).isGreaterThanOrEqualTo(from + PAGE);
      open.seek(from);
      open.write(page);
    }
  }

  private static AppException reading(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  new SourceTransaction(connection, SourceLimits.defaults())
                      .snapshot(
                          () -> {
                            for (String sql : statements) {
                              statement.execute(sql);
                            }
                            return true;
                          }));
      return SourceFailures.of(failure, "db:5432", "postgres", "reader", "reading the catalog");
    }
  }

  @Test
  void a_damaged_page_of_a_catalog_is_reported_as_damage() throws SQLException {
    AppException fault = reading("SELECT pg_catalog.count(*) FROM pg_catalog.pg_ts_config_map");

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DAMAGED);
    assertThat(fault)
        .hasMessageContainingAll(
            "The catalog of database \"postgres\" on db:5432 is damaged", "SQLSTATE XX001");
  }

  @Test
  void a_damaged_index_of_a_catalog_is_reported_with_the_statement_that_repairs_it()
      throws SQLException {
    AppException fault =
        reading(
            "SET LOCAL enable_seqscan = off",
            "SET LOCAL enable_bitmapscan = off",
            "SELECT label FROM pg_catalog.pg_seclabel WHERE objoid = 1259");

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DAMAGED);
    assertThat(fault).hasMessageContainingAll("REINDEX SYSTEM \"postgres\"", "SQLSTATE XX002");
  }

  @Test
  void a_lost_file_of_a_catalog_is_reported_as_one() throws SQLException {
    AppException fault = reading("SELECT FROM pg_catalog.pg_ts_template");

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DAMAGED);
    assertThat(fault).hasMessageContainingAll("cannot read one of its files", "SQLSTATE 58P01");
  }

  @Test
  void a_read_skips_the_kinds_whose_catalogs_are_damaged_or_lost_and_keeps_what_was_known_of_them()
      throws SQLException {
    CollectedRows rows = new CollectedRows();
    Reading reading;
    try (Connection connection = server.connect()) {
      reading = new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
    }

    assertThat(rows.relations).hasSize(TABLES);
    assertThat(reading.kindsNotRead())
        .contains(PostgresKinds.TEXT_SEARCH_TEMPLATE, PostgresKinds.TEXT_SEARCH_CONFIGURATION);
    assertThat(reading.warnings())
        .anyMatch(
            warning ->
                warning.startsWith("Objects of kind text search template could not be read")
                    && warning.contains("SQLSTATE 58P01"));
  }
}
