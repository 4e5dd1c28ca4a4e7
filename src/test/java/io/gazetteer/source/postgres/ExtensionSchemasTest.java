package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Extensions that keep things in schemas of their own, laid out as one for time series does it: the
 * schemas and what came with them are its members, and a table that people made has its rows in
 * pieces, which inherit from it, lie in one of those schemas and are nobody's members.
 */
class ExtensionSchemasTest {

  private static final String LAID_OUT =
      """
      CREATE SCHEMA tools;
      CREATE EXTENSION hstore SCHEMA tools;
      CREATE SCHEMA _series_catalog;
      CREATE TABLE _series_catalog.piece (id int);
      CREATE SCHEMA _series_internal;
      ALTER EXTENSION hstore ADD SCHEMA _series_catalog;
      ALTER EXTENSION hstore ADD SCHEMA _series_internal;
      ALTER EXTENSION hstore ADD TABLE _series_catalog.piece;
      CREATE TABLE public.measured (at timestamptz NOT NULL, value int);
      CREATE TABLE _series_internal.piece_1 (CHECK (at < '2026-01-01')) INHERITS (public.measured);
      CREATE TABLE _series_internal.piece_2 (CHECK (at >= '2026-01-01')) INHERITS (public.measured);
      CREATE INDEX ON _series_internal.piece_1 (at);
      CREATE VIEW _series_internal.told AS SELECT 1 AS one;
      CREATE FUNCTION _series_internal.fill() RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE TABLE tools.of_people (id int);
      """;

  private final PostgresSource source = new PostgresSource();
  private final CollectedRows rows = new CollectedRows();
  private String database;

  @BeforeEach
  void layOut() {
    database = Postgres.createDatabase("extension");
    Postgres.execute(database, LAID_OUT);
  }

  private Reading read(Selection selection) throws SQLException {
    try (Connection connection = Postgres.connect(database)) {
      return source.read(ReadRequest.full(connection, selection), rows);
    }
  }

  private static Selection including(String schema) {
    return new Selection(
        List.of(new Selection.Rule(".*", Optional.of("^(?:" + schema + ")$"))),
        List.of(),
        Optional.empty());
  }

  private Set<String> relations() {
    Set<String> names = new TreeSet<>();
    for (RelationRow row : rows.relations) {
      names.add(row.schema() + "." + row.name());
    }
    return names;
  }

  @Test
  void what_an_extension_keeps_in_its_own_schemas_is_left_out_and_told() throws SQLException {
    Reading reading = read(Selection.ALL);
    assertThat(relations()).containsExactly("public.measured", "tools.of_people");
    assertThat(rows.schemas.stream().map(SchemaRow::name))
        .containsExactlyInAnyOrder("public", "tools");
    assertThat(rows.columns)
        .allMatch(row -> Set.of("public", "tools").contains(row.relation().schema()));
    assertThat(rows.routines).allMatch(row -> row.schema().equals("tools"));
    assertThat(rows.objects(PostgresKinds.INDEX)).isEmpty();
    assertThat(rows.objects(PostgresKinds.CONSTRAINT))
        .noneMatch(row -> row.schema().startsWith("_"));
    assertThat(reading.excludedSchemas())
        .containsExactlyInAnyOrder("_series_catalog", "_series_internal");
    assertThat(reading.extensionParts())
        .containsExactly(
            new Reading.ExtensionPart(
                "hstore", new TreeSet<>(Set.of("_series_catalog", "_series_internal")), 4));
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void a_rule_that_names_such_a_schema_reads_it() throws SQLException {
    Reading reading = read(including("_series_internal"));
    assertThat(relations())
        .containsExactly(
            "_series_internal.piece_1", "_series_internal.piece_2", "_series_internal.told");
    assertThat(reading.extensionParts()).isEmpty();
  }

  @Test
  void a_rule_that_only_matches_such_a_schema_does_not() throws SQLException {
    Reading reading = read(including("_series.*|public"));
    assertThat(relations()).containsExactly("public.measured");
    assertThat(reading.extensionParts())
        .extracting(Reading.ExtensionPart::extension)
        .containsExactly("hstore");
  }

  @Test
  void such_schemas_are_read_like_others_when_they_are_asked_for() throws SQLException {
    Reading reading = read(new Selection(List.of(), List.of(), Optional.empty(), true));
    assertThat(relations())
        .contains("_series_catalog.piece", "_series_internal.piece_1", "public.measured");
    assertThat(rows.relation("_series_catalog", "piece").extension()).isEqualTo("hstore");
    assertThat(reading.excludedSchemas()).isEmpty();
    assertThat(reading.extensionParts()).isEmpty();
  }

  @Test
  void asking_for_them_is_another_selection_to_a_fingerprint() throws SQLException {
    Reading first = read(Selection.ALL);
    CollectedRows again = new CollectedRows();
    try (Connection connection = Postgres.connect(database)) {
      Reading second =
          source.read(
              ReadRequest.full(
                      connection, new Selection(List.of(), List.of(), Optional.empty(), true))
                  .in(again.since(first.recognition().fingerprint().orElseThrow())),
              again);
      assertThat(second.recognition().whyRead()).contains("the filters are others");
    }
  }

  @Test
  void new_pieces_do_not_keep_a_database_from_being_read_in_part() throws SQLException {
    Reading first = read(Selection.ALL);
    Postgres.execute(
        database, "CREATE TABLE _series_internal.piece_3 () INHERITS (public.measured)");
    CollectedRows again = new CollectedRows();
    try (Connection connection = Postgres.connect(database)) {
      Reading second =
          source.read(
              ReadRequest.full(connection, Selection.ALL)
                  .in(again.since(first.recognition().fingerprint().orElseThrow())),
              again);
      assertThat(second.recognition().extent()).isEqualTo(Reading.Extent.PART);
    }
    assertThat(again.relations).extracting(RelationRow::name).containsExactly("measured");
    assertThat(again.kept.stream().map(ref -> ref.schema())).containsExactly("tools");
  }

  @Test
  void a_test_of_the_connection_tells_what_will_be_left_out() throws SQLException {
    try (Connection connection = Postgres.connect(database)) {
      Readiness foretold = source.readiness(connection, Selection.ALL);
      assertThat(foretold.schemas())
          .contains(
              new SchemaListing("_series_internal", false, true, 2, 1, "hstore"),
              new SchemaListing("tools", true, true, 1, 0));
      assertThat(foretold.tables()).isEqualTo(2);
      assertThat(foretold.lacks()).isEmpty();
    }
  }

  @Test
  void where_the_server_does_not_tell_of_extensions_all_schemas_are_read() throws SQLException {
    Postgres.execute(
        database,
        "CREATE ROLE %s LOGIN; REVOKE SELECT ON pg_catalog.pg_extension FROM PUBLIC"
            .formatted(database));
    try (Connection connection = Postgres.connect(database)) {
      connection.createStatement().execute("SET SESSION AUTHORIZATION " + database);
      Reading reading = source.read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(relations()).contains("_series_internal.piece_1");
      assertThat(reading.kindsNotRead()).containsExactly(PostgresKinds.EXTENSION);
      assertThat(reading.warnings()).hasSize(1);
    }
  }
}
