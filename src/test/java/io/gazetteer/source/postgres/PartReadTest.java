package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CatalogState;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RandomDdl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a read in part tells, laid over what was told before, is what a full read tells. */
@Tag("slow")
class PartReadTest {

  private static final int CHANGES = Integer.getInteger("ddl.changes", 60);

  private final PostgresSource source = new PostgresSource();
  private String url;

  @BeforeEach
  void makeDatabase() {
    url = Postgres.jdbcUrl(Postgres.createDatabase("part"));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Reading read(Selection selection, Fingerprint earlier, CollectedRows rows)
      throws SQLException {
    try (Connection connection = connect()) {
      return source.read(ReadRequest.full(connection, selection).in(rows.since(earlier)), rows);
    }
  }

  private Fingerprint fingerprint(Selection selection) throws SQLException {
    return read(selection, null, new CollectedRows()).recognition().fingerprint().orElseThrow();
  }

  private Set<String> keptAfter(String... changes) throws SQLException {
    Fingerprint earlier = fingerprint(Selection.ALL);
    execute(changes);
    CollectedRows rows = new CollectedRows();
    Reading reading = read(Selection.ALL, earlier, rows);
    assertThat(reading.recognition().extent())
        .as(reading.recognition().whyRead().orElse("unchanged"))
        .isEqualTo(Reading.Extent.PART);
    Set<String> names = new TreeSet<>();
    rows.kept.forEach(relation -> names.add(relation.name()));
    rows.columns.forEach(column -> assertThat(rows.kept).doesNotContain(column.relation()));
    return names;
  }

  @Test
  void only_the_table_that_changed_and_what_shows_its_names_are_read() throws SQLException {
    execute(
        "CREATE TABLE changed (id int PRIMARY KEY, note text)",
        "CREATE TABLE referring (id int REFERENCES changed)",
        "CREATE VIEW seen AS SELECT note FROM changed",
        "CREATE VIEW seen_through AS SELECT note FROM seen",
        "CREATE TABLE holding (whole changed, many changed[])",
        "CREATE TABLE heir () INHERITS (changed)",
        "CREATE TABLE apart (id int)");
    assertThat(keptAfter("COMMENT ON COLUMN changed.note IS 'new'"))
        .containsExactly("apart", "seen_through");
    assertThat(keptAfter("ALTER TABLE apart ADD more int"))
        .containsExactly("changed", "heir", "holding", "referring", "seen", "seen_through");
  }

  @Test
  void a_new_and_a_dropped_table_leave_the_others_unread() throws SQLException {
    execute("CREATE TABLE old (id int)", "CREATE TABLE still (id int)");
    assertThat(keptAfter("CREATE TABLE fresh (id int)", "DROP TABLE old")).containsExactly("still");
  }

  @Test
  void sequences_are_read_where_they_or_their_owners_changed() throws SQLException {
    execute(
        "CREATE SEQUENCE alone",
        "CREATE TABLE owning (id serial)",
        "CREATE TABLE apart (id int GENERATED ALWAYS AS IDENTITY)");
    assertThat(sequencesReadAfter("ALTER SEQUENCE alone INCREMENT BY 7")).containsExactly("alone");
    assertThat(sequencesReadAfter("ALTER TABLE owning RENAME id TO number"))
        .containsExactly("owning_id_seq");
    assertThat(sequencesReadAfter("ALTER SEQUENCE alone OWNED BY owning.number"))
        .containsExactly("alone", "owning_id_seq");
    assertThat(sequencesReadAfter("COMMENT ON SEQUENCE apart_id_seq IS 'noted'"))
        .containsExactly("apart_id_seq");
  }

  private Set<String> sequencesReadAfter(String change) throws SQLException {
    Fingerprint earlier = fingerprint(Selection.ALL);
    execute(change);
    CollectedRows rows = new CollectedRows();
    read(Selection.ALL, earlier, rows);
    Set<String> read = new TreeSet<>();
    rows.objects(PostgresKinds.SEQUENCE).forEach(sequence -> read.add(sequence.name()));
    assertThat(rows.keptObjects).hasSize(3 - read.size());
    return read;
  }

  @Test
  void figures_of_what_is_kept_are_told_where_they_moved() throws SQLException {
    execute("CREATE TABLE one (id int PRIMARY KEY)", "CREATE TABLE two (id int PRIMARY KEY)");
    Fingerprint earlier = fingerprint(Selection.ALL);
    execute(
        "INSERT INTO one SELECT generate_series(1, 10)",
        "ANALYZE one",
        "CREATE TABLE three (id int)");
    CollectedRows rows = new CollectedRows();
    read(Selection.ALL, earlier, rows);
    assertThat(rows.kept).hasSize(2);
    rows.figures.keySet().removeIf(name -> name.equals("database") || name.contains("TABLESPACE"));
    assertThat(rows.figures.keySet()).allMatch(name -> name.contains("name=one")).hasSize(2);
  }

  @Test
  void names_of_types_and_routines_lead_to_the_tables_that_show_them() throws SQLException {
    execute(
        "CREATE TYPE mood AS ENUM ('good')",
        "CREATE DOMAIN feeling AS mood",
        "CREATE TABLE felt (one feeling, many feeling[])",
        "CREATE FUNCTION seven() RETURNS int LANGUAGE sql AS 'SELECT 7'",
        "CREATE TABLE counted (id int DEFAULT seven())",
        "CREATE TABLE apart (id int)");
    assertThat(keptAfter("ALTER TYPE mood RENAME TO temper")).containsExactly("apart", "counted");
    assertThat(keptAfter("ALTER FUNCTION seven() RENAME TO sieben"))
        .containsExactly("apart", "felt");
  }

  @Test
  void tables_that_the_filters_leave_out_are_told_as_left_out_and_never_as_kept()
      throws SQLException {
    execute("CREATE TABLE tmp_one (id int)", "CREATE TABLE one (id int)", "CREATE TABLE two ()");
    Selection selection = new Selection(List.of(), List.of(), Optional.of("^(?:tmp_.*)$"));
    Fingerprint earlier = fingerprint(selection);
    execute("ALTER TABLE one ADD note text");
    CollectedRows rows = new CollectedRows();
    Reading reading = read(selection, earlier, rows);
    assertThat(reading.recognition().extent()).isEqualTo(Reading.Extent.PART);
    assertThat(reading.excludedRelations().get("public")).containsExactly("tmp_one");
    assertThat(rows.kept).extracting(ColumnRow.RelationRef::name).containsExactly("two");
  }

  @Test
  void a_new_role_or_schema_means_that_everything_is_read() throws SQLException {
    execute("CREATE TABLE one (id int)");
    Fingerprint earlier = fingerprint(Selection.ALL);
    execute("CREATE SCHEMA more");
    Reading reading = read(Selection.ALL, earlier, new CollectedRows());
    assertThat(reading.recognition().extent()).isEqualTo(Reading.Extent.ALL);
    assertThat(reading.recognition().whyRead()).contains("the catalog changed: pg_namespace");
  }

  @Test
  void where_most_tables_changed_all_are_read() throws SQLException {
    execute(
        "DO $$ BEGIN FOR i IN 1 .. 100 LOOP EXECUTE format('CREATE TABLE t_%s (id int)', i); END LOOP; END $$");
    Fingerprint earlier = fingerprint(Selection.ALL);
    execute(
        "DO $$ BEGIN FOR i IN 1 .. 80 LOOP EXECUTE format('ALTER TABLE t_%s ADD n int', i); END LOOP; END $$");
    Reading reading = read(Selection.ALL, earlier, new CollectedRows());
    assertThat(reading.recognition().extent()).isEqualTo(Reading.Extent.ALL);
    assertThat(reading.recognition().whyRead()).get().asString().contains("80 relations");
  }

  @Test
  void whatever_changes_a_read_in_part_ends_where_a_full_read_does() throws SQLException {
    long seed = Long.getLong("ddl.seed", System.nanoTime());
    int parts = 0;
    List<String> made = new ArrayList<>();
    try (Connection changing = connect()) {
      RandomDdl ddl = new RandomDdl(changing, seed);
      CollectedRows first = new CollectedRows();
      Fingerprint last = read(Selection.ALL, null, first).recognition().fingerprint().orElseThrow();
      CatalogState state = CatalogState.of(first);
      while (made.size() < CHANGES) {
        String change = ddl.change();
        if (change == null) {
          continue;
        }
        made.add(change);
        CollectedRows rows = new CollectedRows();
        Reading reading = read(Selection.ALL, last, rows);
        state = state.after(reading, rows);
        CollectedRows all = new CollectedRows();
        last = read(Selection.ALL, null, all).recognition().fingerprint().orElseThrow();
        assertThat(state.lines())
            .as("seed %d, %s, after %s", seed, reading.recognition().whyRead(), made)
            .isEqualTo(CatalogState.of(all).lines());
        parts += reading.recognition().extent() == Reading.Extent.PART ? 1 : 0;
      }
    }
    assertThat(parts).as("seed %d", seed).isGreaterThan(CHANGES / 2);
  }
}
