package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.Replay;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every definition runs as it stands in an empty database of another server, and a crawl of what
 * came of it reports the same definitions.
 */
@Tag("slow")
class DefinitionsReplayTest {

  /** Files of the replay folder, by the first version that understands them. */
  private static final Map<String, Integer> INPUTS =
      new TreeMap<>(
          Map.of(
              "domains", 13,
              "multiranges", 14,
              "exclusions", 13,
              "collations_and_more", 13,
              "operators_and_types", 13,
              "publications_of_13", 13,
              "publications", 15,
              "publications_of_18", 18,
              "options", 13));

  /** A word in letters that databases of an encoding have. */
  private static final Map<String, String> WORDS =
      Map.of(
          "LATIN1", "größe",
          "EUC_JP", "日本語",
          "WIN1251", "таблица",
          "SQL_ASCII", "größe 日本語");

  /** Samples are of the version that the program embeds. */
  private static final int SAMPLES = 15;

  private static final int IN_PLACE_TABLESPACES = 15;

  private final SoftAssertions softly = new SoftAssertions();
  private EmbeddedPostgres source;
  private EmbeddedPostgres target;
  private int major;

  @AfterEach
  void stop() throws IOException {
    source.close();
    target.close();
  }

  private void start(String version) throws IOException {
    major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    source = VersionedPostgres.start(version);
    target = VersionedPostgres.start(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "14.24.0", "15.19.0", "16.15.0", "17.11.0", "18.6.0"})
  void every_definition_runs_and_makes_the_same_again(String version)
      throws IOException, SQLException {
    start(version);
    try (Connection kinds = connect(source, "postgres")) {
      KindsFixture.load(kinds, major);
      if (major >= IN_PLACE_TABLESPACES) {
        execute(kinds, "SET allow_in_place_tablespaces = on");
        execute(kinds, "CREATE TABLESPACE \"odd space\" LOCATION '' WITH (seq_page_cost = 1.5)");
        execute(
            kinds,
            "CREATE MATERIALIZED VIEW shop.kept_apart USING heap_too TABLESPACE \"odd space\""
                + " AS SELECT 1 AS one");
      }
    }
    replay("postgres", read(source, "postgres", "postgres"));
    if (major >= SAMPLES) {
      for (String sample : List.of("sample_shop", "sample_billing")) {
        create(source, sample, text("/sample/roles.sql"), sample(sample));
        replay(sample, read(source, sample, "postgres"));
      }
    }
    for (Map.Entry<String, Integer> input : INPUTS.entrySet()) {
      if (input.getValue() <= major) {
        create(source, input.getKey(), text("/replay/" + input.getKey() + ".sql"));
        replay(input.getKey(), read(source, input.getKey(), "postgres"));
      }
    }
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      String database = "of_" + word.getKey().toLowerCase(Locale.ROOT);
      try (Connection connection = connect(source, "postgres")) {
        execute(
            connection,
            "CREATE DATABASE %s ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                .formatted(database, word.getKey()));
      }
      try (Connection connection = connect(source, database)) {
        execute(connection, text("/replay/encoded.sql").replace("{word}", word.getValue()));
      }
      replay(database, read(source, database, "postgres"));
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "18.6.0"})
  void routines_that_the_server_refuses_to_define_are_made_the_same_from_their_parts(String version)
      throws IOException, SQLException {
    start(version);
    String database = "operators_and_types";
    create(
        source,
        database,
        text("/replay/" + database + ".sql"),
        "CREATE ROLE reader LOGIN; REVOKE EXECUTE ON FUNCTION pg_get_functiondef(oid) FROM PUBLIC");
    CollectedRows whole = read(source, database, "postgres");
    CollectedRows refused = new CollectedRows();
    try (Connection connection = connect(source, database, "reader")) {
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), refused);
      assertThat(reading.warnings())
          .anyMatch(warning -> warning.contains("was assembled from its parts"));
    }
    refused.objects.removeIf(row -> row.kind().equals(PostgresKinds.WINDOW_FUNCTION));
    whole.objects.removeIf(row -> row.kind().equals(PostgresKinds.WINDOW_FUNCTION));
    assertThat(Replay.definitions(refused))
        .isNotEqualTo(Replay.definitions(whole))
        .hasSameSizeAs(Replay.definitions(whole));
    replay(database, refused, Replay.definitions(whole));
    softly.assertAll();
  }

  private void replay(String database, CollectedRows original) throws SQLException {
    replay(database, original, Replay.definitions(original));
  }

  private void replay(String database, CollectedRows original, Map<String, String> expected)
      throws SQLException {
    create(target, "again_" + database, "DROP EXTENSION plpgsql");
    try (Connection connection = connect(target, "again_" + database)) {
      if (major >= IN_PLACE_TABLESPACES) {
        execute(connection, "SET allow_in_place_tablespaces = on");
      }
      softly
          .assertThat(new Replay(original, major).run(connection, existing(connection)))
          .as("%s: what does not run", database)
          .isEmpty();
    }
    Map<String, String> found = Replay.definitions(read(target, "again_" + database, "postgres"));
    // Roles and tablespaces of the databases before.
    found
        .keySet()
        .removeIf(name -> name.matches("(ROLE|TABLESPACE) .*") && !expected.containsKey(name));
    softly.assertThat(expected).as(database).isNotEmpty();
    softly
        .assertThat(differences(expected, found))
        .as("%s, read again: name, definition, what became of it", database)
        .isEmpty();
  }

  private static List<String> differences(Map<String, String> expected, Map<String, String> found) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
        .map(name -> name + "\n    " + expected.get(name) + "\n    " + found.get(name))
        .toList();
  }

  private static CollectedRows read(EmbeddedPostgres server, String database, String user)
      throws SQLException {
    CollectedRows rows = new CollectedRows();
    try (Connection connection = connect(server, database, user)) {
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(reading.warnings()).as(database).isEmpty();
    }
    return rows;
  }

  private static Set<String> existing(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT rolname FROM pg_roles UNION SELECT spcname FROM pg_tablespace")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private static void create(EmbeddedPostgres server, String database, String... scripts)
      throws SQLException {
    try (Connection connection = connect(server, "postgres")) {
      execute(connection, "CREATE DATABASE " + database + " TEMPLATE template0");
    }
    try (Connection connection = connect(server, database)) {
      for (String script : scripts) {
        execute(connection, script);
      }
    }
  }

  private static void execute(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
    return connect(server, database, "postgres");
  }

  private static Connection connect(EmbeddedPostgres server, String database, String user)
      throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, database));
  }

  private static String sample(String name) throws IOException {
    StringBuilder script = new StringBuilder();
    for (String part : text("/sample/" + name + "/parts.txt").lines().toList()) {
      script.append(text("/sample/" + name + "/" + part + ".sql")).append('\n');
    }
    return script.toString();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = DefinitionsReplayTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
