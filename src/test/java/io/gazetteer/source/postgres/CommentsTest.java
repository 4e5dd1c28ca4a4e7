package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Comments on objects of every kind, all of one name, each found at the object that it is about.
 */
class CommentsTest {

  private static final Pattern COMMENT = Pattern.compile("(?m)^COMMENT ON .* IS '([^']*)';$");

  /** What has no comment at PostgreSQL. */
  private static final Set<AssetKind> WITHOUT =
      Set.of(PostgresKinds.USER_MAPPING, PostgresKinds.LARGE_OBJECTS);

  private final Map<String, String> found = new TreeMap<>();

  private void note(String where, String comment) {
    if (comment != null) {
      assertThat(found.put(where, comment)).isNull();
    }
  }

  @Test
  void each_comment_stands_at_its_own_object() throws IOException, SQLException {
    String script;
    try (InputStream in = CommentsTest.class.getResourceAsStream("/kinds/comments.sql")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    CollectedRows rows = new CollectedRows();
    try (EmbeddedPostgres server = VersionedPostgres.start("18.6.0");
        Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(script);
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
    }
    rows.databases.forEach(row -> note("DATABASE " + row.name(), row.comment()));
    rows.schemas.forEach(row -> note("SCHEMA " + row.name(), row.comment()));
    rows.relations.forEach(
        row -> note("RELATION " + row.schema() + "." + row.name(), row.comment()));
    rows.columns.forEach(
        row ->
            note(
                "COLUMN %s.%s.%s"
                    .formatted(row.relation().schema(), row.relation().name(), row.name()),
                row.comment()));
    rows.routines.forEach(
        row ->
            note(
                "ROUTINE %s.%s %s"
                    .formatted(row.schema(), row.name(), String.join(" ", row.argumentTypes()))
                    .strip(),
                row.comment()));
    rows.objects.forEach(this::noteObject);
    // Those that come with the server and with the extension.
    found.values().removeIf(comment -> comment.matches("[a-z].*|PL/pgSQL.*"));
    List<String> expected =
        COMMENT.matcher(script).results().map(match -> match.group(1)).sorted().toList();
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    found.forEach((where, comment) -> assertThat(comment).isEqualTo(where));
    assertThat(
            expected.stream()
                .map(text -> text.substring(0, text.indexOf(' ')))
                .collect(Collectors.toSet()))
        .as("no kind is forgotten")
        .containsAll(
            Vocabulary.standard().objectKinds().stream()
                .filter(kind -> !WITHOUT.contains(kind))
                .map(AssetKind::code)
                .toList());
  }

  private void noteObject(ObjectRow row) {
    String schema = row.schema() == null ? "" : row.schema() + ".";
    note(row.kind() + " " + schema + row.identity(), row.comment());
    if (row.attributes().get("fields") instanceof List<?> fields) {
      for (Object field : fields) {
        Map<?, ?> one = (Map<?, ?>) field;
        note(
            "FIELD " + schema + row.identity() + "." + one.get("name"),
            (String) one.get("comment"));
      }
    }
  }
}
