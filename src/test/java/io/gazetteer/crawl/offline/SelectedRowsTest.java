package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Selection.Rule;
import io.gazetteer.source.postgres.PostgresSource;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters over rows of files choose what the same filters choose at the server. */
@Tag("slow")
class SelectedRowsTest {

  private static final String ODD =
      """
      CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA "Ünï" ; CREATE SCHEMA "b.c";
      CREATE TABLE a.target (id int PRIMARY KEY, other int UNIQUE);
      CREATE TABLE a.tmp_one (id int PRIMARY KEY REFERENCES a.target);
      CREATE TABLE b.refers (id int REFERENCES a.target, again int REFERENCES a.target (other));
      CREATE TABLE a.parted (k int, v text) PARTITION BY RANGE (k);
      CREATE TABLE a.parted_1 PARTITION OF a.parted FOR VALUES FROM (0) TO (10);
      CREATE TABLE b.parted_2 PARTITION OF a.parted FOR VALUES FROM (10) TO (20);
      CREATE TABLE a.tmp_parted PARTITION OF a.parted FOR VALUES FROM (20) TO (30) PARTITION BY LIST (v);
      CREATE TABLE b.sub PARTITION OF a.tmp_parted FOR VALUES IN ('x');
      CREATE TABLE "Ünï"."Äpfel" (id serial PRIMARY KEY, FOREIGN KEY (id) REFERENCES b.sub_key);
      CREATE VIEW b.tmp_view AS SELECT id FROM a.target;
      CREATE MATERIALIZED VIEW "b.c".mat AS SELECT id FROM a.target;
      CREATE INDEX ON a.tmp_one (id);
      CREATE TABLE b.child (more int) INHERITS (a.target);
      CREATE FUNCTION a.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION b.trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER watch BEFORE INSERT ON a.tmp_one FOR EACH ROW EXECUTE FUNCTION b.trg();
      CREATE TYPE b.mood AS ENUM ('x');
      CREATE SEQUENCE b.numbers OWNED BY b.refers.id;
      CREATE EXTENSION hstore SCHEMA a;
      CREATE SCHEMA e;
      CREATE TABLE e.piece (at int) INHERITS (a.target);
      ALTER EXTENSION hstore ADD SCHEMA e;
      """
          .replace("REFERENCES b.sub_key", "REFERENCES a.target");

  private static final Selection EVERYTHING =
      new Selection(List.of(), List.of(), Optional.empty(), true);

  private static String odd;
  private static String shop;
  private static NameRules rules;

  @BeforeAll
  static void load() {
    odd = Postgres.createDatabase("selected");
    Postgres.execute(odd, ODD);
    shop = Samples.load("sample_shop");
    rules = new NameRules(StoreDatabase.create().jdbi());
  }

  private static Rule rule(String database, String schema) {
    return new Rule(
        "^(?:" + database + ")$", Optional.ofNullable(schema).map(s -> "^(?:" + s + ")$"));
  }

  static Stream<Selection> selections() {
    return Stream.of(
        new Selection(List.of(), List.of(), Optional.empty()),
        new Selection(List.of(rule(".*", "a|public")), List.of(), Optional.empty()),
        new Selection(List.of(rule(".*", "[ab]")), List.of(), Optional.of("^(?:tmp_.*)$")),
        new Selection(List.of(), List.of(rule("selected.*", "b")), Optional.empty()),
        new Selection(List.of(), List.of(rule("other", null)), Optional.of("(?i)^(?:TMP_.*)$")),
        new Selection(
            List.of(rule(".*", null)), List.of(rule(".*", "a")), Optional.of("^(?:orders.*)$")),
        new Selection(List.of(rule(".*", "\\w+")), List.of(), Optional.empty()),
        new Selection(
            List.of(rule(".*", "(.)\\1?")), List.of(), Optional.of("^(?:[[:upper:]].*)$")),
        new Selection(List.of(), List.of(rule(".*", null)), Optional.empty()),
        new Selection(List.of(rule("nothing", "a")), List.of(), Optional.empty()),
        new Selection(List.of(rule(".*", "e"), rule(".*", "b")), List.of(), Optional.empty()),
        new Selection(
            List.of(rule("nothing", "e"), rule(".*", "[be]")), List.of(), Optional.empty()),
        new Selection(List.of(), List.of(rule(".*", "b")), Optional.empty(), true),
        new Selection(List.of(), List.of(), Optional.of("^(?:.*)$")));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void rows_chosen_from_files_are_those_that_the_server_chooses(Selection selection)
      throws SQLException {
    for (String database : List.of(odd, shop)) {
      CollectedRows fromServer = new CollectedRows();
      CollectedRows all = new CollectedRows();
      Reading ofServer;
      Reading whole;
      try (Connection connection = Postgres.connect(database)) {
        ofServer = new PostgresSource().read(ReadRequest.full(connection, selection), fromServer);
        whole = new PostgresSource().read(ReadRequest.full(connection, EVERYTHING), all);
      }
      CollectedRows fromFiles = new CollectedRows();
      SelectedRows selected = new SelectedRows(fromFiles, selection, rules, database);
      all.schemas.forEach(selected::schema);
      all.relations.forEach(selected::relation);
      all.columns.forEach(selected::column);
      all.routines.forEach(selected::routine);
      all.objects.forEach(selected::object);
      all.databases.forEach(selected::database);
      Reading ofFiles = selected.end(whole, true);

      same(fromFiles.databases, fromServer.databases);
      same(fromFiles.schemas, fromServer.schemas);
      same(fromFiles.relations, fromServer.relations);
      same(fromFiles.columns, fromServer.columns);
      same(fromFiles.routines, fromServer.routines);
      same(fromFiles.objects, fromServer.objects);
      assertThat(ofFiles.excludedSchemas()).isEqualTo(ofServer.excludedSchemas());
      assertThat(ofFiles.excludedRelations()).isEqualTo(ofServer.excludedRelations());
    }
  }

  private static <T> void same(List<T> files, List<T> server) {
    Set<T> missing = new HashSet<>(server);
    files.forEach(missing::remove);
    Set<T> tooMany = new HashSet<>(files);
    server.forEach(tooMany::remove);
    assertThat(missing).as("missing").isEmpty();
    assertThat(tooMany).as("too many").isEmpty();
    assertThat(files).hasSameSizeAs(server);
  }
}
