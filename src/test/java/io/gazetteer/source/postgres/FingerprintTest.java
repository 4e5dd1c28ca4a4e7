package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CatalogChanges;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recognises an unchanged database and no other, on a server of its own. */
class FingerprintTest {

  private static EmbeddedPostgres server;
  private static Connection superuser;
  private final PostgresSource source = new PostgresSource();

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = VersionedPostgres.start("15.19.0");
    superuser = connect("postgres");
    CatalogChanges.load(superuser, 15);
    execute("SELECT pg_stat_force_next_flush()");
  }

  @AfterAll
  static void stop() throws IOException, SQLException {
    superuser.close();
    server.close();
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private static void execute(String... statements) throws SQLException {
    for (String text : statements) {
      try (Statement statement = superuser.createStatement()) {
        statement.execute(text);
      }
    }
  }

  private Reading read(Fingerprint earlier, CollectedRows rows) throws SQLException {
    return read("crawler", earlier, Selection.ALL, rows);
  }

  private Reading read(String user, Fingerprint earlier, Selection selection, CollectedRows rows)
      throws SQLException {
    try (Connection connection = connect(user)) {
      return source.read(ReadRequest.full(connection, selection).in(rows.since(earlier)), rows);
    }
  }

  private Fingerprint fingerprint() throws SQLException {
    return read(null, new CollectedRows()).recognition().fingerprint().orElseThrow();
  }

  private String whyReadFully(Fingerprint earlier) throws SQLException {
    Reading.Recognition recognition = read(earlier, new CollectedRows()).recognition();
    return recognition.unchanged() ? "unchanged" : recognition.whyRead().orElseThrow();
  }

  @Test
  void what_changes_no_catalog_changes_nothing() throws SQLException {
    Fingerprint earlier = fingerprint();
    try (Connection working = connect("postgres")) {
      for (CatalogChanges.Step step : CatalogChanges.noise()) {
        step.make(working);
        assertThat(whyReadFully(earlier)).as(step.name()).isEqualTo("unchanged");
      }
    }
    assertThat(whyReadFully(earlier)).as("temporary tables are gone").isEqualTo("unchanged");
  }

  @Test
  void an_unchanged_database_hands_out_the_figures_that_moved_and_nothing_else()
      throws SQLException {
    CollectedRows first = new CollectedRows();
    Fingerprint earlier = read(null, first).recognition().fingerprint().orElseThrow();
    execute(
        "INSERT INTO shop.plain (id, note) SELECT i, 'note' FROM generate_series(1, 5000) AS i",
        "INSERT INTO shop.other SELECT generate_series(1, 100)",
        "SET enable_seqscan = off",
        "SELECT * FROM shop.item WHERE qty = 3",
        "ANALYZE",
        "VACUUM",
        "TRUNCATE shop.other",
        "REFRESH MATERIALIZED VIEW shop.stored",
        "SELECT pg_stat_force_next_flush()");
    CollectedRows figures = new CollectedRows();
    Reading.Recognition recognition = read(earlier, figures).recognition();
    assertThat(recognition.unchanged()).isTrue();
    assertThat(figures.databases).isEmpty();
    assertThat(figures.schemas).isEmpty();
    assertThat(figures.relations).isEmpty();
    assertThat(figures.columns).isEmpty();
    assertThat(figures.objects).isEmpty();
    CollectedRows all = new CollectedRows();
    read(null, all);
    // Sizes of files, which the server's own work moves from one read to the next.
    assertThat(figures.figures.remove("database")).isNotEqualTo("null");
    for (ObjectRow tablespace : all.objects(PostgresKinds.TABLESPACE)) {
      Map<?, ?> told = (Map<?, ?>) figures.figures.remove("TABLESPACE null " + tablespace.name());
      assertThat(told == null || told.get("sizeBytes") == null)
          .as(tablespace.name())
          .isEqualTo(tablespace.statistics().isEmpty());
    }
    assertThat(figures.figures.remove("LARGE_OBJECTS null large objects"))
        .isEqualTo(all.objects(PostgresKinds.LARGE_OBJECTS).get(0).statistics());
    Map<String, Object> moved = figuresOf(all);
    moved.entrySet().removeAll(figuresOf(first).entrySet());
    assertThat(figures.figures).isEqualTo(moved).hasSizeGreaterThan(5);
    CollectedRows again = new CollectedRows();
    read(recognition.fingerprint().orElseThrow(), again);
    assertThat(again.figures.keySet())
        .allMatch(
            name ->
                name.equals("database")
                    || name.startsWith("TABLESPACE")
                    || name.startsWith("LARGE_OBJECTS"));
    assertThat(all.relation("shop", "plain").size().rows()).isEqualTo(5000);
    assertThat(all.relation("shop", "other").size().rows()).isNull();
  }

  private static Map<String, Object> figuresOf(CollectedRows rows) {
    Map<String, Object> figures = new TreeMap<>();
    for (RelationRow row : rows.relations) {
      if (row.kind() != RelationKind.VIEW) {
        ColumnRow.RelationRef reference =
            new ColumnRow.RelationRef(row.schema(), row.name(), row.kind(), row.isPartition());
        figures.put(reference.toString(), row.size());
      }
    }
    for (ObjectRow row : rows.objects(PostgresKinds.INDEX)) {
      figures.put("INDEX " + row.relation() + " " + row.identity(), row.statistics());
    }
    return figures;
  }

  @Test
  void a_transaction_that_was_open_during_the_read_is_seen_once_it_ends() throws SQLException {
    try (Connection slow = connect("postgres");
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("COMMENT ON TABLE shop.item IS 'decided, not said'");
      // Later transactions end meanwhile, so that its number is below the snapshot's end.
      execute("SELECT pg_current_xact_id()", "SELECT pg_current_xact_id()");
      Fingerprint earlier = fingerprint();
      assertThat(whyReadFully(earlier)).isEqualTo("unchanged");
      slow.commit();
      assertThat(whyReadFully(earlier)).startsWith("1 of its relations, types and routines");
    }
  }

  @Test
  void a_name_that_changes_and_changes_back_during_the_read_leaves_no_fingerprint()
      throws SQLException {
    CollectedRows meddled =
        new CollectedRows() {
          private boolean done;

          @Override
          public void column(ColumnRow row) {
            super.column(row);
            if (!done) {
              done = true;
              try {
                execute(
                    "ALTER SEQUENCE shop.free RENAME TO meanwhile",
                    "ALTER SEQUENCE shop.meanwhile RENAME TO free");
              } catch (SQLException failure) {
                throw new IllegalStateException(failure);
              }
            }
          }
        };
    assertThat(read(null, meddled).recognition().fingerprint()).isEmpty();
    assertThat(read(null, new CollectedRows()).recognition().fingerprint()).isPresent();
  }

  @Test
  void a_role_that_is_renamed_and_renamed_back_is_read_anew() throws SQLException {
    Fingerprint earlier = fingerprint();
    execute(
        "ALTER ROLE bob RENAME TO bobby",
        "ALTER ROLE bobby RENAME TO bob",
        "SELECT pg_stat_force_next_flush()");
    assertThat(whyReadFully(earlier)).contains("roles");
  }

  @Test
  void other_filters_another_role_and_other_rights_of_it_are_read_anew() throws SQLException {
    Fingerprint earlier = fingerprint();
    Selection narrower =
        new Selection(
            List.of(new Selection.Rule("^postgres$", Optional.of("^shop$"))),
            List.of(),
            Optional.empty());
    assertThat(read("crawler", earlier, narrower, new CollectedRows()).recognition().whyRead())
        .contains("the filters are others");
    execute("GRANT CONNECT ON DATABASE postgres TO ann");
    Fingerprint granted = fingerprint();
    assertThat(read("ann", granted, Selection.ALL, new CollectedRows()).recognition().whyRead())
        .contains("another role reads it");
    execute("GRANT pg_read_all_settings TO crawler");
    assertThat(whyReadFully(granted)).contains("pg_auth_members");
  }

  @Test
  void settings_of_the_session_are_no_difference_as_the_reader_brings_its_own()
      throws SQLException {
    Fingerprint earlier = fingerprint();
    CollectedRows again = new CollectedRows();
    try (Connection connection = connect("crawler");
        Statement statement = connection.createStatement()) {
      statement.execute("SET quote_all_identifiers = on");
      assertThat(
              source
                  .read(ReadRequest.full(connection, Selection.ALL).in(again.since(earlier)), again)
                  .recognition()
                  .unchanged())
          .isTrue();
    }
  }

  @Test
  void a_catalog_that_is_hidden_from_the_user_keeps_the_database_from_being_recognised()
      throws SQLException {
    execute("REVOKE SELECT ON pg_catalog.pg_transform FROM PUBLIC");
    Reading.Recognition recognition = read(null, new CollectedRows()).recognition();
    execute("GRANT SELECT ON pg_catalog.pg_transform TO PUBLIC");
    assertThat(recognition.fingerprint()).isEmpty();
    assertThat(recognition.whyRead()).contains("the user may not see the catalog pg_transform");
  }
}
