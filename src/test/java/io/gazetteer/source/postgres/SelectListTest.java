package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.source.postgres.copy.CopyStream;
import io.gazetteer.source.postgres.copy.SelectList;
import io.gazetteer.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectListTest {

  private static final Path FILES = Path.of("src/main/resources/io/gazetteer/source/postgres");

  @Test
  void columns_have_the_names_that_are_written_out() {
    assertThat(SelectList.names("SELECT a.oid, count(*) AS rows FROM t a"))
        .containsExactly("oid", "rows");
    assertThat(SelectList.names("SELECT DISTINCT x, y AS z UNION SELECT 1, 2"))
        .containsExactly("x", "z");
    assertThat(
            SelectList.names(
                "WITH w AS (SELECT 1 AS no) SELECT f(a, ',') AS b, ' FROM , ' AS c,"
                    + " E'\\', ' AS d, (SELECT e, f FROM g) AS h FROM w"))
        .containsExactly("b", "c", "d", "h");
    assertThat(SelectList.names("SELECT CASE WHEN a THEN b END AS c, 'it''s, so' AS d"))
        .containsExactly("c", "d");
  }

  @Test
  void a_column_without_a_name_is_an_error() {
    for (String query : List.of("SELECT 1 FROM t", "SELECT a.x <> 0 FROM t", "UPDATE t")) {
      assertThatThrownBy(() -> SelectList.names(query))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void each_file_returns_columns_by_the_names_that_the_server_gives_them()
      throws IOException, SQLException, ClassNotFoundException {
    List<String> compared = new ArrayList<>();
    try (Connection connection = Postgres.connect("postgres");
        Stream<Path> files = Files.walk(FILES)) {
      CatalogSql sql = new CatalogSql(Capabilities.read(new CopyStream(connection)), ReadScope.ALL);
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        String[] parts = FILES.relativize(file).toString().replace(".sql", "").split("/", -1);
        String owner = String.join(".", List.of(parts).subList(0, parts.length - 1));
        String text =
            sql.of(
                Class.forName(SelectListTest.class.getPackageName() + "." + owner),
                parts[parts.length - 1]);
        // Others only do something, or are completed with names of the server's catalogs.
        if (!text.startsWith("SELECT set_config") && !text.contains("{") || text.contains("'{")) {
          assertThat(SelectList.names(text)).as(file.toString()).isEqualTo(told(connection, text));
          compared.add(file.toString());
        }
      }
    }
    assertThat(compared).hasSizeGreaterThan(90);
  }

  private static List<String> told(Connection connection, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      ResultSetMetaData columns = statement.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
    }
    return names;
  }
}
